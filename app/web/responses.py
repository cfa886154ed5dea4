"""Responses as they are sent: compressed once, with validators, their headers already in bytes."""

from collections.abc import Callable, Generator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from app.models import Dataset
from app.web.compression import CODINGS, MIN_SIZE
from app.web.etags import etag, last_modified, matches
from app.web.headers import CACHEABLE, NO_STORE, complete_headers, header_lines
from app.web.protocol import WRITE

OK, NOT_MODIFIED = 200, 304
NO_EXTENSIONS: dict[str, Any] = {}
NOT_ON_304 = {b"content-type", b"content-encoding", b"content-length", b"link"}
RANGES, NO_RANGES = (b"accept-ranges", b"bytes"), (b"accept-ranges", b"none")


class ReadyResponse(NamedTuple):
    """A response ready to be sent any number of times, to GET or HEAD, and as the 304 that stands for it."""

    status: int
    head: bytes  # the header lines as they are sent
    not_modified: int  # where in `head` the lines of the 304 begin
    body: bytes
    etag: bytes | None  # None if the response may not be cached
    media_type: str = ""
    bodyless: bool = False  # only for clients that have the body, which may not have been read


def ready_response(response: Response, dataset: Dataset | None, target: str, coding: str) -> ReadyResponse:
    """Compress a response and add the headers that all have. A 200 of a dataset gets validators too.

    `target` is the canonical target, with the settings on which responses depend.
    """
    headers, body = complete_headers(response.raw_headers), bytes(response.body)
    values = dict(headers)
    cache_control = values.get(b"cache-control", CACHEABLE.encode())
    if response.status_code != OK or dataset is None or NO_STORE.encode() in cache_control:
        return ReadyResponse(response.status_code, header_lines(headers), 0, body, None)
    own = [header for header in headers if header[0] in NOT_ON_304 and header[0] != b"content-length"]
    shared = [header for header in headers if header[0] not in NOT_ON_304 and header[0] != b"cache-control"]
    if coding in CODINGS and len(body) >= MIN_SIZE:
        body = CODINGS[coding](body)
        own.append((b"content-encoding", coding.encode()))
    own += [(b"content-length", b"%d" % len(body)), RANGES]
    tag = etag(dataset, target, coding, cache_control)
    shared += [(b"cache-control", cache_control), (b"etag", tag), (b"last-modified", last_modified(dataset))]
    head = header_lines(own)
    media_type = values.get(b"content-type", b"").partition(b";")[0].decode()
    return ReadyResponse(OK, head + header_lines(shared), len(head), body, tag, media_type)


def client_has(if_none_match: bytes | None, response: ReadyResponse) -> bool:
    """Whether the client has this response already."""
    return if_none_match is not None and response.etag is not None and matches(if_none_match, response.etag)


async def send_response(response: ReadyResponse, scope: Scope, if_none_match: bytes | None, send: Send) -> None:
    """Send it, to HEAD without its body, or tell the client that it has it; written at once if the server can."""
    if if_none_match is not None and client_has(if_none_match, response):
        parts = NOT_MODIFIED, response.head[response.not_modified :], b""
    else:
        parts = response.status, response.head, b"" if scope["method"] == "HEAD" else response.body
    # An error may ask the server to close the connection, which it does only if it is told by ASGI messages.
    write = scope.get("extensions", NO_EXTENSIONS).get(WRITE) if response.etag is not None else None
    if write is None or not write(*parts):
        for message in asgi_messages(*parts):
            await send(message)


def asgi_messages(status: int, head: bytes, body: bytes) -> tuple[Message, Message]:
    """The response as ASGI messages."""
    headers = [tuple(line.split(b": ", 1)) for line in head.split(b"\r\n") if line]
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )


class ChunkedResponse(StreamingResponse):
    """A streamed response: its first chunk, and a generator of the rest that is closed to release what it holds."""

    def __init__(self, first: bytes, rest: Generator[bytes, None, None], headers: Mapping[str, str]) -> None:
        super().__init__(chain([first], rest), headers=headers)
        self.rest = rest

    def close(self) -> None:
        """Close the generator, whether or not it has come to its end."""
        self.rest.close()


class BufferedSend:
    """An ASGI `send` that holds a streamed response back until it is complete or longer than `max_bytes`.

    A longer one is passed on as it comes; `sent` then says so.
    """

    def __init__(self, send: Send, max_bytes: int, on_sent: Callable[[], None]) -> None:
        self.send = send
        self.max_bytes = max_bytes
        self.on_sent = on_sent  # called when it begins to be passed on
        self.start: Message = {}
        self.chunks: list[bytes] = []
        self.size = 0
        self.complete = False
        self.sent = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = {**message, "headers": complete_headers([*message["headers"], NO_RANGES])}
        elif self.sent:
            await self.send(message)
        else:
            self.complete = not message.get("more_body", False)
            self.chunks.append(message.get("body", b""))
            self.size += len(self.chunks[-1])
            if self.size > self.max_bytes:
                self.sent = True
                self.on_sent()
                body, self.chunks = b"".join(self.chunks), []  # not kept while the client takes its time
                await self.send(self.start)
                await self.send({**message, "body": body})

    async def run(self, response: Response, scope: Scope, receive: Receive) -> Response | None:
        """Run a streamed response; it as a plain one, or None if it was passed on or its client has gone."""
        await response(scope, receive, self)
        if self.sent or not self.complete:  # what a client broke off is not a response to keep
            return None
        plain = Response(b"".join(self.chunks), response.status_code)
        plain.raw_headers = response.raw_headers
        return plain
