"""Starting the server: what it listens on, what it says, how many processes it has, and what it removes at the end."""

import gc
import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from logging.config import dictConfig
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.supervisors import Multiprocess

from app import logs
from app.console import say
from app.operations import scraping
from app.operations.stopping import Terminated, end_by
from app.settings import Settings
from app.web.listening import file_id, listening_sockets, remove_own, unix_socket

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

    from app.web.dispatch import Dispatcher
    from app.web.observing import Observer

SHUTDOWN_SECONDS = 30  # for finishing responses when the server is stopped
EXAMPLES = ("/events?background=false", "/strikes?min_killed=5", "/docs")
log = logging.getLogger("app")


def serve(config: Settings) -> None:
    """Listen, and serve until a signal ends it. What it has made on disk is removed then."""
    if config.metrics_port is not None:
        scraping.check_installed()
    try:
        with ExitStack() as stack, suppress(KeyboardInterrupt):
            sockets = stack.enter_context(listening(config))
            if config.workers == 1:
                serve_here(config, sockets, stack)
            else:
                serve_from_workers(config, sockets, stack)
    except Terminated:  # uvicorn raises the signal again when it has shut down
        end_by(signal.SIGTERM, is_told=False)


def serve_here(config: Settings, sockets: list[socket.socket], stack: ExitStack) -> None:
    """Serve from this process."""
    os.environ.pop(scraping.FOLDER, None)  # this process counts by itself
    registry = stack.enter_context(metrics_port(config)) if config.metrics_port is not None else None
    announce(config)
    app = import_app()
    if registry is not None:
        registry.register(scraping.own_registry(app))
    uvicorn.Server(server_config(config, app)).run(sockets)


def serve_from_workers(config: Settings, sockets: list[socket.socket], stack: ExitStack) -> None:
    """Serve from several processes, which this one starts, and replaces if they end."""
    if config.metrics_port is not None:
        folder = stack.enter_context(scraping.shared_folder())
        stack.enter_context(metrics_port(config)).register(scraping.shared_collector(folder))
    announce(config)
    Multiprocess(server_config(config, "app.main:app"), sockets).run()


def server_config(config: Settings, app: "Dispatcher | Observer | str") -> uvicorn.Config:
    """uvicorn's own settings."""
    return uvicorn.Config(
        app,
        workers=config.workers,
        http="app.web.protocol:Connection",
        log_config=logs.configuration(config.log_format),
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )


def import_app() -> "Dispatcher | Observer":
    """Import the service without garbage collection, which finds nothing meanwhile: a tenth of the start."""
    gc.disable()
    from app.main import app  # noqa: PLC0415, it opens the database

    gc.freeze()  # what exists now stays, so no later collection need look at it
    gc.enable()
    return app


def announce(config: Settings) -> None:
    """Say where the service listens, and log from now on: it checks the database as soon as it is imported."""
    tell(config, greeting(config), f"Listening on {config.listening_at}.")
    dictConfig(logs.configuration(config.log_format))


def tell(config: Settings, text: str, message: str | None = None) -> None:
    """Write a text for whoever watches. If the log is JSON, a message in it instead: the same if none is given."""
    if config.log_format == "json":
        dictConfig(logs.configuration(config.log_format))
        log.info(message or text.strip())
    else:
        say(text)


def greeting(config: Settings) -> str:
    """Where the service listens, where clients reach it if that is elsewhere, and what to try."""
    lines = [f"Listening on {config.listening_at} (press Ctrl+C to stop)."]
    if config.public_url:
        lines.append(f"Clients reach it at {config.base_url}.")
    lines[-1] += " Try:"
    return "".join(f"{line}\n" for line in [*lines, *(f"  {config.base_url}{path}" for path in EXAMPLES)])


@contextmanager
def listening(config: Settings) -> Iterator[list[socket.socket]]:
    """The sockets that listen. Raises ValueError, which names the setting, if that is not possible.

    The file of a Unix socket is removed at the end.
    """
    if config.socket is None:
        with explained(config.host, config.port, "SKIRMISHES_HOST or SKIRMISHES_PORT"):
            sockets = listening_sockets(config.host, config.port)
        yield sockets
        return
    try:
        server = unix_socket(config.socket, int(config.socket_mode, 8))
    except OSError as error:
        raise ValueError(
            f"Cannot listen on {config.socket}: {error.strerror or error}. Set SKIRMISHES_SOCKET to another path."
        ) from error
    id = file_id(config.socket)
    try:
        yield [server]
    finally:
        remove_own(config.socket, id)


@contextmanager
def metrics_port(config: Settings) -> Iterator["CollectorRegistry"]:
    """Serve a registry. Raises ValueError, which names the setting, if its port cannot be listened on."""
    with ExitStack() as stack:
        with explained(config.metrics_host, config.metrics_port, "SKIRMISHES_METRICS_HOST or SKIRMISHES_METRICS_PORT"):
            registry = stack.enter_context(scraping.serve_metrics(config))
        yield registry


@contextmanager
def explained(host: str, port: int | None, settings: str) -> Iterator[None]:
    """Turns an error in listening into a line that names what to set."""
    try:
        yield
    except OSError as error:
        reason, _, _ = str(error.strerror).partition(" (while ")  # Python adds the address, which is named already
        raise ValueError(f"Cannot listen on {host} port {port}: {reason}. Set {settings} to another.") from error
