"""The real program as a server in a process of its own: its address, its messages, and requests to it."""

import os
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from typing import Any, NamedTuple

import httpx2

from app.database import Target
from app.errors import MEDIA_TYPE, Problem
from tests.support import cli
from tests.support.paths import ROOT
from tests.support.waiting import PATIENCE, wait_until

PUBLIC_URL = "http://127.0.0.1:8000"  # of servers whose answers must be the same in every run
UNAVAILABLE = {"/problems/not-ready", "/problems/busy", "/problems/too-slow"}  # the problem types of a 503


class Reply(NamedTuple):
    """An answer, by whatever client."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """A running server."""

    process: "subprocess.Popen[Any]"
    port: int
    log: int  # the descriptor of the file that holds its output
    host: str = "127.0.0.1"
    socket: str | None = None  # the path of its Unix socket, if it listens on one instead

    @property
    def url(self) -> str:
        """Its base address."""
        return f"http://[{self.host}]:{self.port}" if ":" in self.host else f"http://{self.host}:{self.port}"

    def client(self) -> httpx2.Client:
        """A client that keeps its connection open."""
        transport = httpx2.HTTPTransport(uds=self.socket) if self.socket else None
        return httpx2.Client(base_url=self.url, timeout=PATIENCE, transport=transport)

    def get(self, address: str) -> Reply:
        """Request on a connection of its own."""
        return self.get_all([address])[0]

    def get_all(self, addresses: Iterable[str], then: Callable[[], Any] = lambda: None) -> list[Reply]:
        """Send every request on a connection of its own before any answer is read; do something; read the answers."""
        with ExitStack() as stack:
            connections = [stack.enter_context(self.request(address)) for address in addresses]
            then()
            answers = [connection.getresponse() for connection in connections]
            return [Reply(answer.status, answer.headers, answer.read()) for answer in answers]  # type: ignore[arg-type]

    @contextmanager
    def request(self, address: str) -> Iterator[HTTPConnection]:
        """A connection on which a request has been sent."""
        connection = HTTPConnection(self.host, self.port, timeout=PATIENCE)
        try:
            if self.socket:
                connection.sock = socket.socket(socket.AF_UNIX)
                connection.sock.settimeout(PATIENCE)
                connection.sock.connect(self.socket)
            connection.request("GET", address)
            yield connection
        finally:
            connection.close()

    def is_live(self) -> bool:
        """Whether it listens and answers."""
        try:
            return self.get("/health/live").status == 200
        except OSError:
            return False

    def messages(self) -> str:
        """Everything it has printed."""
        return os.pread(self.log, os.fstat(self.log).st_size, 0).decode()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serve(
    database: Target, prefix: Sequence[str] = (), *, port: int | None = None, **settings: object
) -> Iterator[Server]:
    """A server with these settings, on a free port if none is given. The words of `prefix` stand before its command.

    It is ended by its process id at the end, if it still runs then.
    """
    port = port or free_port()
    environment = cli.environment(database_url=cli.database_url(database), port=port, **settings)
    argv = [*prefix, *cli.argv("serve")]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(argv, cwd=ROOT, env=environment, stdout=log, stderr=log) as process,
    ):
        host, path = settings.get("host", Server._field_defaults["host"]), settings.get("socket")
        server = Server(process, port, log.fileno(), str(host), str(path) if path else None)
        try:
            wait_until(lambda: process.poll() is not None or server.is_live())
            assert process.poll() is None, server.messages()
            yield server
        finally:
            end(process)


def end(process: "subprocess.Popen[Any]") -> None:
    """End a process, by force if it does not end when asked; then the test has failed."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def is_available(answer: Reply) -> bool:
    """Whether it is a 200. If not, it must be a 503 problem that says when to ask again."""
    if answer.status == 200:
        return True
    assert answer.status == 503, answer.body
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (MEDIA_TYPE, "no-store")
    assert int(answer.headers["retry-after"]) > 0
    assert Problem.model_validate_json(answer.body).type in UNAVAILABLE
    return False
