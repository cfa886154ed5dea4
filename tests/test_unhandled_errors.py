"""Errors that nobody foresaw: the client gets a problem without details, or a closed connection; the log the rest."""

import asyncio
import json
import logging
from collections.abc import Generator
from pathlib import Path

import pytest
from starlette.responses import Response

from app.errors import MEDIA_TYPE, NotFound, NotReady
from app.web.dispatch import Dispatcher
from app.web.requests import ApiRequest
from app.web.responses import ChunkedResponse
from tests.support.dispatcher import dispatcher, get, get_async


def fail_before(request: ApiRequest) -> Response:
    raise LookupError("before")


def fail_in_first_chunk(request: ApiRequest) -> Response:
    def chunks() -> Generator[bytes, None, None]:
        yield b"part"
        raise LookupError("in the stream")

    return ChunkedResponse(b"first", chunks(), {})


def fail_after_much(request: ApiRequest) -> Response:
    def chunks() -> Generator[bytes, None, None]:
        for _ in range(20):
            yield bytes(2**20)
        raise LookupError("after 20 MiB")

    return ChunkedResponse(b"first", chunks(), {})


@pytest.mark.parametrize("endpoint", [fail_before, fail_in_first_chunk])
def test_an_error_before_anything_is_sent_is_a_problem(
    endpoint: object, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with dispatcher(database, {"/a": endpoint}) as app, caplog.at_level(logging.ERROR):
        start, body = get(app, "/a")
        assert not app.cache.responses
    assert (start["status"], dict(start["headers"])[b"content-type"]) == (500, MEDIA_TYPE.encode())
    assert b"/problems/internal" in body["body"]
    assert b"LookupError" not in body["body"]
    assert f"GET /a failed (request {json.loads(body['body'])['request_id']})" in caplog.text
    assert "LookupError" in caplog.text


def test_an_error_in_a_response_that_is_under_way_reaches_the_server(database: Path) -> None:
    with (
        dispatcher(database, {"/a": fail_after_much}) as app,
        pytest.raises(LookupError, match="after 20 MiB"),
    ):
        get(app, "/a")


def test_an_error_of_the_service_is_logged_under_the_id_that_a_proxy_gave_its_request(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail_for_a_while(request: ApiRequest) -> Response:
        raise NotReady("The database could not be read.")

    with dispatcher(database, {"/a": fail_for_a_while}) as app, caplog.at_level(logging.WARNING):
        for name in ("one", "two", "three", "four\r\nforged"):
            _, body = get(app, "/a", {"X-Request-ID": name})
            assert (json.loads(body["body"])["request_id"] == name) == name.isalpha()
    assert caplog.text.count("GET /a: 503 not-ready (request one)") == 1
    assert "two" not in caplog.text, "an outage is not logged for every request"


def test_the_log_says_why_a_part_of_the_database_cannot_be_read(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail_to_read(request: ApiRequest) -> Response:
        raise NotReady("The database could not be read.") from OSError(5, "Input/output error")

    with dispatcher(database, {"/a": fail_to_read}) as app, caplog.at_level(logging.WARNING):
        _, body = get(app, "/a")
    assert "GET /a: 503 not-ready: Input/output error (request" in caplog.text
    assert b"Input/output error" not in body["body"]


def test_each_client_at_fault_is_answered_under_the_id_of_its_own_request(database: Path) -> None:
    async def miss(request: ApiRequest) -> Response:
        await asyncio.sleep(0)
        raise NotFound("No such address.")

    async def ask(app: Dispatcher) -> list[str]:
        asking = [get_async(app, "/a", {"X-Request-ID": name}) for name in ("one", "two", "three")]
        return [json.loads(body["body"])["request_id"] for _, body in await asyncio.gather(*asking)]

    with dispatcher(database, {"/a": miss}) as app:
        assert asyncio.run(ask(app)) == ["one", "two", "three"]
