"""Listening on a Unix socket: who may connect, what is replaced, what is refused, and that nothing is left behind."""

import signal
import socket
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from app.urls import READY
from tests.support import cli
from tests.support.nginx import proxy
from tests.support.servers import PUBLIC_URL, free_port, serve
from tests.support.waiting import PATIENCE


@pytest.fixture
def path() -> Iterator[Path]:
    """Where the socket is to be: in a folder whose path is short, since the system allows little over 100 bytes."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "s"


def refused(path: Path, database: Path) -> str:
    """The line with which a second service at the same path ends."""
    settings = {"socket": path, "public_url": PUBLIC_URL, "database_url": cli.database_url(database)}
    ended = cli.run("serve", **settings)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended
    return ended.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_it_answers_there_and_the_file_is_removed_at_the_end(workers: int, path: Path, database: Path) -> None:
    with serve(database, socket=path, public_url=PUBLIC_URL, workers=workers, drain_seconds=1) as server:
        with server.client() as client:
            answer = client.get("/events?limit=1")
            assert answer.status_code == 200
            assert answer.json()["next"].startswith(PUBLIC_URL)
            assert client.get("/events?limit=1").content == answer.content
        assert stat.S_IMODE(path.stat().st_mode) == 0o660
        assert f"Listening on {path} (press Ctrl+C to stop)" in server.messages()
        assert refused(path, database) == (
            f"Cannot listen on {path}: another process listens on it. Set SKIRMISHES_SOCKET to another path.\n"
        )
        with server.client() as client:
            assert client.get(READY).status_code == 200, "the refused one has removed nothing"
        server.process.terminate()
        assert server.process.wait(PATIENCE) == (0 if workers > 1 else -signal.SIGTERM)
        assert "Traceback" not in server.messages()
    assert not path.exists()


def test_it_is_removed_after_an_interrupt_too(path: Path, database: Path) -> None:
    with serve(database, socket=path, public_url=PUBLIC_URL, socket_mode="600") as server:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
    assert not path.exists()


def test_that_of_a_process_that_was_killed_is_replaced(path: Path, database: Path) -> None:
    with serve(database, socket=path, public_url=PUBLIC_URL) as server:
        server.process.kill()
        server.process.wait(PATIENCE)
    assert path.is_socket()
    with serve(database, socket=path, public_url=PUBLIC_URL) as server, server.client() as client:
        assert client.get(READY).status_code == 200


def test_what_is_no_socket_is_left_alone(path: Path, database: Path) -> None:
    path.write_text("precious")
    assert "a file that is not a socket is there. Set SKIRMISHES_SOCKET to another path." in refused(path, database)
    assert path.read_text() == "precious"


def test_that_of_another_which_took_its_place_is_not_removed(path: Path, database: Path) -> None:
    with serve(database, socket=path, public_url=PUBLIC_URL) as server:
        path.unlink()
        with socket.socket(socket.AF_UNIX) as other:
            other.bind(str(path))
            server.process.terminate()
            server.process.wait(PATIENCE)
            assert path.is_socket()


def test_nginx_reaches_it(path: Path, database: Path) -> None:
    port = free_port()
    with (
        serve(database, socket=path, public_url=f"http://127.0.0.1:{port}/a", socket_mode="666") as server,
        proxy(port, "/a", f"unix:{path.absolute()}:"),
    ):
        answer = server._replace(socket=None, port=port).get("/a/events?limit=1")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/json")


def test_a_public_url_is_needed_and_a_path_that_the_system_can_have() -> None:
    assert cli.call("verify", socket="/run/s").stderr == (
        "SKIRMISHES_SOCKET needs SKIRMISHES_PUBLIC_URL too: how clients reach the service through a proxy\n"
    )
    said = cli.call("verify", socket="/" + "a" * 200, public_url=PUBLIC_URL).stderr
    assert said == "SKIRMISHES_SOCKET has 201 bytes; the path of a socket may have 107\n"
    said = cli.call("verify", socket_mode="rw-rw----").stderr
    assert said.endswith("; it must be file permissions in octal digits, such as 660\n")
    assert Settings(socket=Path("/run/s"), public_url=PUBLIC_URL).listening_at == "/run/s"


def test_a_folder_that_is_not_there_is_one_line(database: Path, tmp_path: Path) -> None:
    assert "No such file or directory. Set SKIRMISHES_SOCKET" in refused(tmp_path / "no" / "s", database)
