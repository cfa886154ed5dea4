"""Disasters: a worker killed, a disk that is full, clients that break off or only wait, questions without end."""

import os
import resource
import shutil
import signal
import socket
import struct
import subprocess
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.support import cli
from tests.support.paths import ROOT
from tests.support.servers import Server, serve
from tests.support.waiting import PATIENCE, wait_until
from tests.test_loading import state

MIB = 2**20
RESET = struct.pack("ii", 1, 0)  # SO_LINGER: what is under way is thrown away
QUESTIONS = ("/claims?limit={}", "/events/none-{}", "/search?q=word{}", "/parties?none={}", "/events?min_killed={}")
LARGE = b"GET /events?limit=500&detail=full HTTP/1.1\r\nHost: x\r\n\r\n"


def workers(server: Server) -> set[int]:
    """The processes that answer, which the one that was started looks after."""
    own = server.process.pid
    children = map(int, Path(f"/proc/{own}/task/{own}/children").read_text().split())
    return {child for child in children if b"spawn_main" in command_line(child)}


def command_line(process: int) -> bytes:
    """What a process was started with; nothing when it has ended meanwhile."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def connect(server: Server, received: int | None = None) -> socket.socket:
    """A connection; one may set how much it takes before the server must wait."""
    connection = socket.socket()
    if received is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, received)
    connection.settimeout(PATIENCE)
    connection.connect(("127.0.0.1", server.port))
    return connection


def descriptors(server: Server) -> int:
    """How many files and connections it has open."""
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))


def resident(server: Server) -> int:
    """The memory it takes, in bytes."""
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024


def status_after_retries(server: Server, number: int) -> int:
    """The status of an answer, requested again when the connection breaks; a few times at most."""
    for _ in range(5):
        try:
            return server.get(f"/events?limit={number}").status
        except (OSError, HTTPException):
            continue
    return 0


def test_a_worker_that_is_killed_is_replaced_and_who_asks_again_loses_nothing(database: Path) -> None:
    with serve(database, workers=2, cache_bytes=0) as server, ThreadPoolExecutor(4) as pool:
        wait_until(lambda: len(workers(server)) == 2)
        asked = [pool.submit(status_after_retries, server, number) for number in range(1, 101)]
        assert asked[20].result() == 200
        victim = min(workers(server))
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda: len(workers(server) - {victim}) == 2)
        assert {answer.result() for answer in asked} == {200}
        assert server.get("/health/ready").status == 200
        assert "Traceback" not in server.messages()


def test_a_load_on_a_full_disk_says_so_and_changes_nothing(database: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(database, tmp_path / "served.db"))
    before = state(tmp_path)
    inherited = cli.environment(database_url=cli.database_url(file))
    # The files of coverage and of bytecode would be cut short too.
    environment = {name: value for name, value in inherited.items() if not name.startswith("COVERAGE_")}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    with serve(file) as server:
        truth = server.get("/events").body
        for most in (4096, 1_000_000):
            ended = subprocess.run(
                cli.argv("seed"),
                cwd=ROOT,
                env=environment,
                preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)),
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            assert (ended.returncode, ended.stdout) == (1, "")
            assert ended.stderr.startswith(f"{file}: ")
            assert ended.stderr.count("\n") == 1, ended.stderr
            assert state(tmp_path) == before
        assert server.get("/events").body == truth


def test_clients_that_break_off_leave_no_trace(large: Path) -> None:
    with serve(large) as server:
        assert server.get("/events").status == 200
        open_before = descriptors(server)
        for number in range(200):
            with connect(server, 4096 if number % 2 else None) as connection:
                connection.sendall(LARGE if number % 2 else LARGE.replace(b"500", b"%d" % (number + 1)))
                if number % 2:
                    assert connection.recv(1000), "the answer has begun"
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        assert server.get("/events").status == 200
        wait_until(lambda: descriptors(server) <= open_before)
        assert "Traceback" not in server.messages()


def test_a_stream_that_a_client_breaks_off_is_whole_for_the_next(database: Path) -> None:
    with serve(database) as server:
        whole = server.get("/discrepancies.csv").body
        for number in range(1, 21):  # the same in other spellings, since each is kept by itself
            address = f"/discrepancies.csv?{'&' * number}"
            with connect(server) as connection:
                connection.sendall(f"GET {address} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert [answer.body for answer in server.get_all([address] * 3)] == [whole] * 3
            assert server.get(address).body == whole


def test_connections_that_only_wait_keep_nobody_from_an_answer_and_are_dropped(database: Path) -> None:
    with serve(database, client_seconds=1) as server:
        waiting = [connect(server) for _ in range(500)]
        assert server.get("/events").status == 200
        for connection in waiting:
            with connection:
                assert dropped(connection)
        assert server.get("/events").status == 200


def dropped(connection: socket.socket) -> bool:
    """Wait for the server to end it."""
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def test_downloads_that_clients_break_off_leave_every_connection_usable(large: Path) -> None:
    with serve(large, cache_bytes=0) as server, server.client() as client:
        for number in range(20):
            with socket.create_connection(("127.0.0.1", server.port), PATIENCE) as connection:
                target = f"/events.jsonl?detail=full&limit={500 + number}"
                connection.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            answers = [client.get(f"/events?type=strike&limit={1 + number}") for _ in range(2)]
            assert [answer.status_code for answer in answers] == [200, 200]
        assert client.get("/health/ready").status_code == 200
        assert "Traceback" not in server.messages()


@pytest.mark.long
def test_many_different_questions_take_no_more_and_more_memory(database: Path) -> None:
    with serve(database, cache_bytes=MIB) as server, server.request("/events") as connection:
        assert connection.getresponse().read()

        def ask(numbers: range) -> int:
            for number in numbers:
                for question in QUESTIONS:
                    connection.request("GET", question.format(number))
                    answer = connection.getresponse()
                    assert answer.read()
                    assert answer.status in {200, 400, 404}
            return resident(server)

        middle = ask(range(1, 401))
        assert ask(range(401, 801)) - middle < 4 * MIB
