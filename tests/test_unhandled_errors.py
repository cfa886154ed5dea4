"""Errors that nobody foresaw: the client gets a problem without details, or a closed connection; the log the rest."""

import logging
from collections.abc import Generator
from pathlib import Path

import pytest
from starlette.responses import Response

from app.errors import MEDIA_TYPE
from app.web.requests import ApiRequest
from app.web.responses import ChunkedResponse
from tests.support.dispatcher import dispatcher, get


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
    assert "/a failed" in caplog.text
    assert "LookupError" in caplog.text


def test_an_error_in_a_response_that_is_under_way_reaches_the_server(database: Path) -> None:
    with (
        dispatcher(database, {"/a": fail_after_much}) as app,
        pytest.raises(LookupError, match="after 20 MiB"),
    ):
        get(app, "/a")
