"""What nobody foresaw: an app that fails before, after or amid its answer. Who asks gets a problem, or is dropped."""

import asyncio
import logging

import pytest
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.errors import MEDIA_TYPE
from app.web.faults import Faults

SCOPE = {"type": "http", "method": "GET", "path": "/a", "raw_path": b"/a", "query_string": b"", "headers": []}


async def before(scope: Scope, receive: Receive, send: Send) -> None:
    raise LookupError("before")


async def after(scope: Scope, receive: Receive, send: Send) -> None:
    await Response("said already", status_code=500)(scope, receive, send)
    raise LookupError("after")


async def amid(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"part", "more_body": True})
    raise LookupError("amid")


def sent(app: object) -> list[Message]:
    """What is sent of the answer."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(Faults(app)(SCOPE, receive, send))  # type: ignore[arg-type, arg-type]
    return messages


def test_before_its_answer_it_is_a_problem(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        start, body = sent(before)
    assert (start["status"], dict(start["headers"])[b"content-type"]) == (500, MEDIA_TYPE.encode())
    assert b"/problems/internal" in body["body"]
    assert b"LookupError" not in body["body"]
    assert "Answering /a failed" in caplog.text
    assert "LookupError: before" in caplog.text


def test_after_its_answer_it_is_only_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        start, body = sent(after)
    assert (start["status"], body["body"]) == (500, b"said already")
    assert "LookupError: after" in caplog.text


def test_amid_its_answer_the_server_must_know() -> None:
    with pytest.raises(LookupError, match="amid"):
        sent(amid)
