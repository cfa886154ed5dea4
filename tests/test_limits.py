"""Limits: on a client's patience with us and ours with it, on a question's time, number and size."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import URL

from app.errors import Problem
from tests.support.postgres import locked
from tests.support.servers import Server, is_available, serve
from tests.support.waiting import wait_until
from tests.test_resilience import connect, descriptors, dropped

PATIENCE = 0.3  # seconds, of the server
LARGE = b"GET /events?limit=500&detail=full HTTP/1.1\r\nHost: x\r\n\r\n"
HALVES = [b"G", b"GET /events HTTP/1.1\r\nHost", b"GET /events HTTP/1.1\r\nHost: x\r\n", b"\r\n"]


@pytest.mark.parametrize("half", HALVES)
def test_who_sends_half_a_request_is_dropped_while_others_are_answered(impatient: Server, half: bytes) -> None:
    with connect(impatient) as connection:
        connection.sendall(half)
        assert impatient.get("/events?limit=1").status == 200
        assert dropped(connection)


def test_who_sends_no_more_than_a_line_break_after_an_answer_is_dropped(impatient: Server) -> None:
    with connect(impatient) as connection:
        connection.sendall(b"HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n")  # so that the answer has no body
        assert connection.recv(2**16).startswith(b"HTTP/1.1 200 OK")
        connection.sendall(b"\r\n")
        assert dropped(connection)


def test_who_does_not_take_what_was_asked_for_is_dropped_while_others_are_answered(impatient: Server) -> None:
    assert impatient.get("/events?limit=1").status == 200
    before = descriptors(impatient)
    with connect(impatient, 4096) as connection:
        connection.sendall(LARGE * 200)
        assert impatient.get("/events?limit=1").status == 200
        wait_until(lambda: descriptors(impatient) <= before)
        assert connection.recv(1000).startswith(b"HTTP/1.1 200 OK"), "what the system kept is all there is"


def test_who_is_slow_but_steady_is_not_dropped(impatient: Server) -> None:
    end = time.monotonic() + 5 * PATIENCE
    with impatient.client() as client:
        while time.monotonic() < end:
            with client.stream("GET", "/events?limit=500&detail=full") as answer:
                for piece in answer.iter_raw(2**14):
                    assert piece
                    assert impatient.get("/events?limit=1").status == 200
                assert answer.status_code == 200
        assert "Traceback" not in impatient.messages()


@pytest.fixture(scope="module")
def impatient(large: Path) -> Iterator[Server]:
    """A server that waits for its clients no longer than it must."""
    with serve(large, client_seconds=PATIENCE) as server:
        yield server


def test_a_question_that_takes_too_long_is_given_up_and_the_next_is_answered(large: Path) -> None:
    slow = "/events?facet=party,type,place&q=river&limit=500"
    with serve(large, query_seconds=0.0001) as server:
        for _ in range(3):
            answer = server.get(slow)
            assert not is_available(answer)
            assert Problem.model_validate_json(answer.body).type == "/problems/too-slow"
        assert server.get("/events/event-1").status == 200
        assert server.get("/health/ready").status == 200


def test_more_questions_than_may_wait_are_each_answered_or_told_to_come_again(seeded: URL) -> None:
    questions = [f"/events?limit={limit}" for limit in range(1, 301)]
    with serve(seeded, concurrent_queries=1, query_seconds=60) as server, ExitStack() as lock:
        lock.enter_context(locked(seeded, "events"))
        answers = server.get_all(questions, then=lock.close)
        refused = [answer for answer in answers if not is_available(answer)]
        assert {Problem.model_validate_json(answer.body).type for answer in refused} == {"/problems/busy"}
        assert len(answers) - len(refused) >= 100, "those that may wait"
        assert server.get(questions[0]).status == 200


@pytest.mark.parametrize("address", ["/events", "/dataset", "/search", "/events/event-1"])
def test_more_than_a_hundred_parameters_are_not_taken(impatient: Server, address: str) -> None:
    answer = impatient.get(f"{address}?{'&'.join(['type=strike'] * 101)}")
    (fault,) = Problem.model_validate_json(answer.body).errors
    assert answer.status == 400
    assert fault.message == "The query has 101 parameters; at most 100 are accepted."
