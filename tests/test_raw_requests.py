"""Requests that no client library would send, byte by byte: each gets a refusal, none hangs the server or fells it."""

import socket
from urllib.parse import urlsplit

import httpx2
import pytest

from app.errors import MEDIA_TYPE, Problem
from tests.support.waiting import PATIENCE

HOST = b"Host: x\r\nConnection: close\r\n"
LONG = b"a" * 9000
# What is sent, and the status it gets.
REFUSED: list[tuple[bytes, int]] = [
    (b"junk\r\n\r\n", 400),
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),  # TLS on a plain port
    (b"GET events HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"GET /events HTTP/9.9\r\n" + HOST + b"\r\n", 400),
    (b"GET /events\x00 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    (b"GET /caf\xc3\xa9 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
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
]
ANSWERED = [
    b"GET /health/live HTTP/1.0\r\n\r\n",
    b"GET /health/live HTTP/1.1\r\nContent-Length: 0\r\n" + HOST + b"\r\n",
    b"GET http://elsewhere.example/health/live HTTP/1.1\r\n" + HOST + b"\r\n",
]


def exchange(base_url: str, request: bytes) -> bytes:
    """All that the server sends back, until it closes the connection."""
    address = urlsplit(base_url)
    with socket.create_connection((str(address.hostname), int(address.port or 0)), timeout=PATIENCE) as connection:
        connection.sendall(request)
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
    if MEDIA_TYPE.encode() in head:
        assert Problem.model_validate_json(body).status == expected
    assert http.get("/health/ready").status_code == 200


@pytest.mark.parametrize("request_", ANSWERED)
def test_it_is_answered(base_url: str, request_: bytes) -> None:
    assert status(exchange(base_url, request_)) == 200


def test_an_answer_never_repeats_the_host_it_was_asked_under(base_url: str) -> None:
    asking = b"GET /events?limit=1 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
    answer = exchange(base_url, asking + b"Connection: close\r\n\r\n")
    assert status(answer) == 200
    assert b"evil.example" not in answer
