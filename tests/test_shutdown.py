"""Ending: on SIGTERM a server says that it is not ready, goes on for a while, finishes what is under way, and ends."""

import signal
from pathlib import Path

import pytest

from tests.support.servers import Server, serve
from tests.support.waiting import PATIENCE, wait_until

QUESTIONS = [f"/events?facet=type,party,place&limit={limit}" for limit in range(1, 61)]


def ends_well(server: Server, workers: int) -> bool:
    """Whether it ends by itself: one process by the signal, as is the custom; the parent of several with 0."""
    return server.process.wait(PATIENCE) == (0 if workers > 1 else -signal.SIGTERM)


def read(server: Server, connections: int) -> bool:
    """Whether the server has read all that so many connections sent it."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    own = [row for row in rows if row[1].endswith(f":{server.port:04X}") and row[3] == "01"]
    return len(own) >= connections and all(row[4].endswith(":00000000") for row in own)


@pytest.mark.parametrize("workers", [1, 2])
def test_while_it_drains_it_answers_but_is_not_ready(database: Path, workers: int) -> None:
    with serve(database, workers=workers, drain_seconds=3) as server:
        assert server.get("/health/ready").status == 200
        server.process.terminate()
        wait_until(lambda: server.get("/health/ready").status == 503)
        for address in ("/health/live", "/events", "/events?facet=type"):
            assert server.get(address).status == 200
        answer = server.get("/health/ready")
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert ends_well(server, workers)
        assert "Traceback" not in server.messages()


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_under_way_is_finished(large: Path, workers: int) -> None:
    with serve(large, workers=workers, concurrent_queries=1, cache_bytes=0) as server:

        def end() -> None:
            wait_until(lambda: read(server, len(QUESTIONS)))
            server.process.terminate()

        assert {answer.status for answer in server.get_all(QUESTIONS, end)} == {200}
        assert ends_well(server, workers)


def test_a_second_signal_ends_the_draining(database: Path) -> None:
    with serve(database, drain_seconds=600) as server:
        server.process.terminate()
        wait_until(lambda: server.get("/health/ready").status == 503)
        server.process.terminate()
        assert ends_well(server, 1)
