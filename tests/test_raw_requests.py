"""Requests that no client library would send, byte by byte: each gets a refusal, none hangs the server or fells it."""

import socket
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from app.errors import MEDIA_TYPE, Problem
from tests.support.servers import serve
from tests.support.waiting import PATIENCE
from tests.test_resilience import connect, resident

HOST = b"Host: x\r\nConnection: close\r\n"
LONG = b"a" * 9000
# What is sent, and the status it gets.
REFUSED: list[tuple[bytes, int]] = [
    (b"junk\r\n\r\n", 400),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),  # TLS on a plain port
    (b"GET events HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"GET /events HTTP/9.9\r\n" + HOST + b"\r\n", 400),
    (b"GET /events\x00 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"GET /caf\xc3\xa9 HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /caf\xe9 HTTP/1.1\r\n" + HOST + b"\r\n", 400),  # no UTF-8
    (b"GET /events?q=\xff HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"GET /events?q=a b HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"FETCH /events HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    (b"GET /events HTTP/1.1\r\nConnection: close\r\n\r\n", 400),  # no Host
    (b"GET /events HTTP/1.1\r\nHost: y\r\n" + HOST + b"\r\n", 400),  # two of them
    (b"GET /events HTTP/1.1\r\nContent-Length: x\r\n" + HOST + b"\r\n", 400),
    (b"GET /events HTTP/1.1\r\nContent-Length: 2\r\n" + HOST + b"\r\nab", 413),
    (b"GET /events HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + HOST + b"\r\n0\r\n\r\n", 413),
    (b"GET /" + LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    (b"GET /events?q=" + LONG + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    (b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n", 405),
    (b"POST /events HTTP/1.1\r\nContent-Length: 2\r\n" + HOST + b"\r\nab", 405),
    (b"GET * HTTP/1.1\r\n" + HOST + b"\r\n", 404),
    (b"GET /events HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n", 400),
    (b"GET /events HTTP/1.1\r\nHost: x/events\r\nConnection: close\r\n\r\n", 400),
    (b"GET /events HTTP/1.1\r\nHost: [::1\r\nConnection: close\r\n\r\n", 400),
    (b"GET /events HTTP/1.1\r\nX-Long: " + b"a" * 2**16 + b"\r\n" + HOST + b"\r\n", 431),
    (b"GET /events HTTP/1.1\r\n" + b"X-Many: a\r\n" * 2**13 + HOST + b"\r\n", 431),
    (b"GET /events HTTP/1.1\r\n" + b"a:\r\n" * 17_000 + HOST + b"\r\n", 431),
    (b"GET /events HTTP/1.1\r\nX-First: a\r\nHost: \xc3\xa9\r\nConnection: close\r\n\r\n", 400),
    (b"GET /events HTTP/1.1\r\n" + HOST + b"X-Endless: " + b"a" * 2**22, 431),
    (b"GET /" + b"a" * 2**22, 414),
    (b"\r\n" * 2**16, 431),
]
ANSWERED = [
    b"GET /health/live HTTP/1.0\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nContent-Length: 0\r\n" + HOST + b"\r\n",
    b"GET http://elsewhere.example/health/live HTTP/1.1\r\n" + HOST + b"\r\n",
    b"\r\nGET /health/live HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /health/live HTTP/1.1\r\nX-Name: \xd9\x85\r\n" + HOST + b"\r\n",
    b"GET /health/live HTTP/1.1\r\nX-Long: " + b"a" * 60_000 + b"\r\n" + HOST + b"\r\n",
    b"GET /health/live HTTP/1.1\r\nHost: [::1]:8000\r\nConnection: close\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nUpgrade: h2c\r\nHost: x\r\nConnection: Upgrade, close\r\n\r\n",
]
# Heads that never end: how each begins, and what is then sent again and again.
ENDLESS = [
    (b"GET /", b"aaaaaaaa"),
    (b"GET / HTTP/1.1\r\n", b"X: aaa\r\n"),
    (b"GET / HTTP/1.1\r\nX: ", b"aaaaaaaa"),
    (b"GET / HTTP/1.1\r\nX-", b"aaaaaaaa"),
]
NEXT = b"GET /health/live HTTP/1.1\r\n" + HOST + b"\r\n"


def exchange(base_url: str, *parts: bytes) -> bytes:
    """All that the server sends back to what is sent in these parts, until it closes the connection."""
    address = urlsplit(base_url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=PATIENCE) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in parts:
            connection.sendall(part)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def status(answer: bytes) -> int:
    """The status of an answer."""
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(("request_", "expected"), REFUSED, ids=[str(request[:40]) for request, _ in REFUSED])
def test_it_is_refused(http: httpx2.Client, base_url: str, request_: bytes, expected: int) -> None:
    assert http.get("/events").status_code == 200, "and so is kept ready, for those who may have it"
    answer = exchange(base_url, request_)
    assert status(answer) == expected
    head, _, body = answer.partition(b"\r\n\r\n")
    assert MEDIA_TYPE.encode() in head
    assert b"access-control-allow-origin: *\r\n" in head
    assert Problem.model_validate_json(body).status == expected
    assert http.get("/health/ready").status_code == 200


@pytest.mark.parametrize("request_", ANSWERED)
def test_it_is_answered(base_url: str, request_: bytes) -> None:
    assert status(exchange(base_url, request_)) == 200


@pytest.mark.parametrize("cut", range(0, 20, 3))
def test_an_address_beyond_ascii_is_taken_as_it_is_and_wherever_it_is_cut(
    http: httpx2.Client, base_url: str, cut: int
) -> None:
    target = "/resolve?q=مرگ+بر+سرمچار"
    request = f"GET {target} HTTP/1.1\r\n".encode() + HOST + b"\r\n"
    middle = request.index(b"=") + cut - 8
    body = exchange(base_url, request[:middle], request[middle:]).partition(b"\r\n\r\n")[2]
    encoded = http.get("/resolve", params={"q": "مرگ بر سرمچار"})
    assert encoded.json()["data"]
    assert body == encoded.content


def test_what_comes_before_a_request_that_is_refused_is_answered_first(base_url: str) -> None:
    live = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
    answers = exchange(base_url, live + b"GET /events HTTP/1.1\r\nHost: x\r\n\r\n" + b"junk\r\n\r\n" + live)
    assert [int(part[:3]) for part in answers.split(b"HTTP/1.1 ")[1:]] == [200, 200, 400]


@pytest.mark.parametrize("method", [b"POST", b"OPTIONS", b"DELETE"])
def test_a_body_is_no_part_of_the_head(base_url: str, method: bytes) -> None:
    head = b"%b /events HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" % method
    answers = exchange(base_url, head, *[b"a" * 30_000] * 3, NEXT)
    assert [int(part[:3]) for part in answers.split(b"HTTP/1.1 ")[1:]] == [204 if method == b"OPTIONS" else 405, 200]


def test_requests_without_end_on_one_connection_take_little_memory_and_nobody_else_waits(database: Path) -> None:
    several = b"GET /health/live HTTP/1.1\r\nHost:\r\n\r\n" * 10_000
    with serve(database) as server, ExitStack() as stack:
        assert server.get("/events").status == 200
        before = resident(server)
        for _ in range(100):
            connection = stack.enter_context(connect(server))
            connection.setblocking(False)
            with suppress(BlockingIOError):
                connection.send(several)
        with server.client() as client:
            assert client.get("/health/live", timeout=3).status_code == 200
        assert resident(server) - before < 100 * 2**20


def test_every_one_of_many_requests_on_one_connection_is_answered(base_url: str) -> None:
    answers = exchange(base_url, b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n" * 2000 + NEXT)
    assert answers.count(b"HTTP/1.1 200") == 2001


def test_a_request_that_offers_another_protocol_is_answered_and_so_is_the_next(base_url: str) -> None:
    offer = b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: %b\r\n\r\n"
    answers = exchange(base_url, offer % b"h2c" + offer % b"websocket" + NEXT)
    assert [int(part[:3]) for part in answers.split(b"HTTP/1.1 ")[1:]] == [200, 200, 200]


def test_heads_that_never_end_take_little_memory_and_nobody_else_waits(database: Path) -> None:
    with serve(database) as server, ExitStack() as stack:
        assert server.get("/events").status == 200
        before = resident(server)
        for start in (
            b"GET /" + b"a" * 8000,
            b"GET / HTTP/1.1\r\n",
            b"GET / HTTP/1.1\r\nX: ",
            b"GET / HTTP/1.1\r\nX-",
        ) * 4:
            connection = stack.enter_context(connect(server))
            with suppress(ConnectionError):  # cut off while it is still sending
                connection.sendall(start)
                for _ in range(64):
                    connection.sendall(b"a" * 2**18 if b"\r" not in start[-2:] else b"X: a\r\n" * 2**15)
            assert server.get("/events").status == 200
        assert resident(server) - before < 16 * 2**20


def test_an_answer_never_repeats_the_host_it_was_asked_under(base_url: str) -> None:
    asking = b"GET /events?limit=1 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
    answer = exchange(base_url, asking + b"Connection: close\r\n\r\n")
    assert status(answer) == 200
    assert b"evil.example" not in answer
