"""The log as JSON: an object on each line, one for each request; and slow responses, in both formats."""

import json
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from app.urls import LIVE
from tests.support.servers import Server, serve
from tests.support.waiting import wait_until

REQUEST = "app.requests"
MEMBERS = {"time", "level", "logger", "process", "message", "request_id", "method", "address", "status"}
MEMBERS |= {"milliseconds", "bytes", "cache"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
ALWAYS_SLOW = 1e-6  # seconds


def lines(server: Server) -> list[dict[str, Any]]:
    """Every line the server has printed, each of which must be JSON."""
    return [json.loads(line) for line in server.messages().splitlines()]


def request(server: Server, id: str) -> dict[str, Any]:
    """The line of the request with an id, once it is there; there must be one."""

    def found() -> list[dict[str, Any]]:
        return [line for line in lines(server) if line["logger"] == REQUEST and line["request_id"] == id]

    wait_until(found)
    (line,) = found()
    assert set(line) - {"complete"} == MEMBERS
    assert TIME.fullmatch(line["time"])
    assert line["milliseconds"] > 0
    return line


@pytest.fixture(scope="module", params=[1, 2])
def server(request: pytest.FixtureRequest, database: Path) -> Iterator[Server]:
    """A server whose log is JSON, of one process and of two."""
    with serve(database, log_format="json", workers=request.param) as server:
        yield server


ASKED: dict[str, tuple[str, str, dict[str, str], int, str | None]] = {
    "made": ("GET", "/events?limit=1", {}, 200, "miss"),
    "without body": ("HEAD", "/events?limit=2", {}, 200, "miss"),
    "unknown": ("GET", "/nowhere?a=%FF", {}, 404, None),
    "wrong": ("GET", "/events?type=stike", {}, 400, None),
    "not to be kept": ("GET", LIVE, {}, 200, None),
    "preflight": ("OPTIONS", "/events", {}, 204, None),
    "not allowed": ("DELETE", "/events", {}, 405, None),
    "in another format": ("GET", "/claims", {"Accept": "text/csv"}, 200, "miss"),
    "in another spelling": ("GET", "/Events/", {}, 308, None),
}


@pytest.mark.parametrize("name", ASKED)
def test_each_request_has_a_line(server: Server, name: str) -> None:
    method, address, headers, status, cache = ASKED[name]
    id = name.replace(" ", "-")
    with server.client() as client:
        answer = client.request(method, address, headers={"X-Request-ID": id, "Accept-Encoding": "identity", **headers})
    line = request(server, id)
    assert (line["method"], line["address"], line["status"]) == (method, address, status) == (
        method, address, answer.status_code,
    )  # fmt: skip
    assert line["bytes"] == len(answer.content)
    if cache is None or line["cache"] != "hit":  # of two processes, the other may have been asked before
        assert line["cache"] == cache


def test_what_is_in_the_cache_is_a_hit_and_what_the_client_has_no_bytes(server: Server) -> None:
    with server.client() as client:  # one connection, and so one process
        first = client.get("/strikes", headers={"X-Request-ID": "first"})
        client.get("/strikes", headers={"X-Request-ID": "second"})
        held = {"If-None-Match": first.headers["etag"], "X-Request-ID": "third"}
        assert client.get("/strikes", headers=held).status_code == 304
        part = client.get("/strikes", headers={"Range": "bytes=0-9", "X-Request-ID": "fourth"})
    assert [request(server, id)["cache"] for id in ("first", "second", "third")] == ["miss", "hit", "hit"]
    assert [request(server, id)["bytes"] for id in ("third", "fourth")] == [0, len(part.content)]


def test_without_an_id_of_a_proxy_one_is_made_and_it_is_the_one_that_the_client_is_told(server: Server) -> None:
    for headers in ({}, {"X-Request-ID": "a b"}):
        with server.client() as client:
            told = client.get("/events/none-such", headers=headers).json()["request_id"]
        assert re.fullmatch(r"[0-9a-f]{16}", told)
        assert request(server, told)["status"] == 404


def test_what_is_not_http_has_a_line_too(server: Server) -> None:
    with closing(socket.create_connection((server.host, server.port))) as connection:
        connection.sendall(b"GARBAGE\r\n\r\n")
        told = json.loads(connection.makefile("rb").read().partition(b"\r\n\r\n")[2])
    line = request(server, told["request_id"])
    assert (line["method"], line["status"]) == (None, 400)


def test_a_long_response_that_is_broken_off_says_so(large: Path) -> None:
    with serve(large, log_format="json", client_seconds=1) as server:
        whole = server.get("/events.jsonl?detail=full")
        with suppress(OSError), server.request("/events.jsonl?detail=full&limit=500") as connection:
            connection.sock.shutdown(socket.SHUT_RDWR)

        def logged() -> list[dict[str, Any]]:
            return [line for line in lines(server) if str(line.get("address", "")).startswith("/events.jsonl")]

        wait_until(lambda: len(logged()) >= 2)
        assert (logged()[0]["bytes"], "complete" in logged()[0]) == (len(whole.body), False)
        assert "Traceback" not in server.messages()


def test_messages_of_the_service_are_json_with_their_request(database: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(database, tmp_path / "x.db"))
    with serve(file, log_format="json", cache_bytes=0, slow_seconds=ALWAYS_SLOW) as server:
        assert lines(server)[0]["message"] == f"Listening on {server.url}."
        with server.client() as client:
            file.write_bytes(b"broken")
            wait_until(lambda: client.get("/events").status_code == 503)
        said = [line for line in lines(server) if line["logger"] == "app"]
        assert {line["level"] for line in said} == {"info", "warning"}
        slow = [line for line in said if ": slow, " in line["message"]]
        assert slow
        for line in [line for line in said if "request_id" in line]:
            assert line["message"].startswith(f"{line['method']} {line['address']}: ")
            assert f" (request {line['request_id']})" in line["message"]
        assert [line for line in said if line["message"].startswith(f"{file} cannot be read: ")]


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_slow_response_is_logged_with_its_address_seconds_and_request(log_format: str, database: Path) -> None:
    with serve(database, log_format=log_format, slow_seconds=ALWAYS_SLOW) as server, server.client() as client:
        client.get("/events?limit=3", headers={"X-Request-ID": "slow-one"})
        client.get("/events?limit=3", headers={"X-Request-ID": "from-the-cache"})
        slow = re.findall(
            r"WARNING app\[\d+\]: (.+)" if log_format == "text" else r'"message":"(GET.+?)"', server.messages()
        )
        assert re.fullmatch(r"GET /\S+: slow, \d+\.\d{3} seconds \(request \S+\)", slow[0])
        assert "from-the-cache" not in " ".join(slow)
        for line in lines(server) if log_format == "json" else []:
            if ": slow, " in line["message"]:
                assert line["seconds"] > ALWAYS_SLOW
                assert f": slow, {line['seconds']:.3f} seconds " in line["message"]


def test_as_text_no_request_is_logged_and_by_default_none_is_slow(database: Path) -> None:
    with serve(database) as server:
        before = server.messages()
        assert {server.get(address).status for address in ("/events", "/nowhere")} == {200, 404}
        assert server.messages() == before


def test_a_log_that_nobody_reads_stops_no_request(database: Path) -> None:
    reading, writing = os.pipe()
    try:
        prefix = ["sh", "-c", f'exec "$@" >/proc/{os.getpid()}/fd/{writing}', "sh"]
        with serve(database, prefix, log_format="json") as server, server.client() as client:
            address = f"/events?q={'a' * 900}"
            assert {client.get(address).status_code for _ in range(200)} == {400}  # 200 lines, three times a pipe
            assert client.get("/events").status_code == 200
    finally:
        os.close(reading)
        os.close(writing)
