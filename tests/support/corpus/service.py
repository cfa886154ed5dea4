"""The service of a checkout as a process of its own, and one connection to it."""

import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli
import zstandard

from tests.support.corpus.recording import Answer, Request, get

PATIENCE = 60  # seconds a service may take to start, and an answer to come
PUBLIC_URL = "http://skirmishes.test"  # fixed, so that no port stands in an answer
DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: zlib.decompress(body, zlib.MAX_WBITS | 16),
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


class Service:
    """A running service, asked over one connection that is kept open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection: socket.socket | None = None

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def answer(self, request: Request) -> Answer:
        """Send a request and read the answer. It is sent once more when an idle connection turns out to be closed."""
        if self.connection is not None:
            try:
                return self.exchange(self.connection, request)
            except (OSError, http.client.HTTPException):
                self.close()
        self.connection = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        try:
            return self.exchange(self.connection, request)
        except (ConnectionError, http.client.HTTPException):
            self.close()
            return Answer(0, [], b"")

    def exchange(self, connection: socket.socket, request: Request) -> Answer:
        """Send a request over a connection and read the answer."""
        connection.sendall(request.encode())
        with http.client.HTTPResponse(connection, method=request.method) as response:
            response.begin()
            body = response.read()
            if response.will_close:
                self.close()
        headers = [[name.lower(), value] for name, value in response.getheaders() if name.lower() != "date"]
        coding = response.headers.get("Content-Encoding", "")
        return Answer(response.status, headers, DECODERS[coding](body) if body and coding else body)

    def json(self, target: str) -> Any:
        """The JSON document at an address; raises an error when there is none."""
        answer = self.answer(get(target))
        if answer.status != http.client.OK:
            raise RuntimeError(f"{target} was answered with {answer.status}")
        return json.loads(answer.body)


@contextmanager
def serve(checkout: Path, seed: Path) -> Iterator[Service]:
    """Start the service of a checkout over a new database, wait until it is ready, and end it after the block."""
    service = Service(free_port())
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryFile() as output,
        subprocess.Popen(
            [sys.executable, "-m", "app"],
            cwd=checkout,
            env=environment(service.port, Path(folder), seed),
            stdout=output,
            stderr=output,
        ) as process,
    ):
        try:
            if not ready(service, process):
                output.seek(0)
                raise RuntimeError(f"{checkout} did not start: {output.read().decode(errors='replace')}")
            yield service
        finally:
            service.close()
            end(process)


def environment(port: int, folder: Path, seed: Path) -> dict[str, str]:
    """The environment of the process: its settings, and none of ours."""
    settings = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{folder / 'skirmishes.db'}",
        "SEED": str(seed),
        "PUBLIC_URL": PUBLIC_URL,
        "QUERY_SECONDS": "60",  # a busy machine must not turn an answer into a 503
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("SKIRMISHES_")}
    return inherited | {f"SKIRMISHES_{name}": value for name, value in settings.items()}


def ready(service: Service, process: subprocess.Popen[bytes]) -> bool:
    """Whether the service becomes ready before the process ends or patience does."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if service.answer(get("/health/ready")).status == http.client.OK:
                return True
        except OSError:  # it does not listen yet
            pass
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        return False
    return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process, by its id."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
