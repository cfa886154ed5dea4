"""A real server to be mistreated: its process, what it says on stderr, and what may be asked of it at once."""

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple

import httpx2

from app.errors import MEDIA_TYPE, Problem
from tests.conftest import PATIENCE, ROOT, free_port
from tests.support import program

KINDS_OF_503 = {"/problems/not-ready", "/problems/busy", "/problems/too-slow"}


class Reply(NamedTuple):
    """An answer, however it was got."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Served(NamedTuple):
    """A server that runs."""

    process: "subprocess.Popen[bytes]"
    port: int
    said: int  # the descriptor of the file its messages go to

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def client(self) -> httpx2.Client:
        """A client that keeps its connection."""
        return httpx2.Client(base_url=self.url, timeout=PATIENCE)

    def get(self, address: str) -> Reply:
        """Ask on a connection of its own."""
        return self.all_at_once([address])[0]

    def all_at_once(self, addresses: Iterable[str], then: Callable[[], Any] = lambda: None) -> list[Reply]:
        """Ask everything on as many connections before any answer is read; do something then; read the answers."""
        with ExitStack() as stack:
            connections = [stack.enter_context(self.asked(address)) for address in addresses]
            then()
            answers = [connection.getresponse() for connection in connections]
            return [Reply(answer.status, answer.headers, answer.read()) for answer in answers]  # type: ignore[arg-type]

    @contextmanager
    def asked(self, address: str) -> Iterator[HTTPConnection]:
        """A connection on which a question has been sent."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", address)
            yield connection
        finally:
            connection.close()

    def messages(self) -> str:
        """All that it has said on stderr."""
        return os.pread(self.said, os.fstat(self.said).st_size, 0).decode()


@contextmanager
def served(database: Path, before: Sequence[str] = (), **settings: object) -> Iterator[Served]:
    """The real program on a free port, ended by its own id. It may have ended before. `before` it come other words."""
    port = free_port()
    environment = program.environment(database_url=program.url(database), port=port, **settings)
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [*before, *program.command("serve")], cwd=ROOT, env=environment, stdout=said, stderr=said
        ) as process,
    ):
        server = Served(process, port, said.fileno())
        try:
            until(lambda: process.poll() is not None or answers(server))
            assert process.poll() is None, server.messages()
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


def answers(server: Served) -> bool:
    """Whether it listens and answers."""
    try:
        return server.get("/health/live").status == 200
    except OSError:
        return False


def until(condition: Callable[[], object]) -> None:
    """Look again and again until it is so, within bounds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"


def fair(answer: Reply) -> bool:
    """Whether it is a 200. If not, it must be a 503 problem that says when to ask again."""
    if answer.status == 200:
        return True
    assert answer.status == 503, answer.body
    assert (answer.headers["content-type"], answer.headers["cache-control"]) == (MEDIA_TYPE, "no-store")
    assert int(answer.headers["retry-after"]) > 0
    assert Problem.model_validate_json(answer.body).type in KINDS_OF_503
    return False
