"""What each request came to: measured around the dispatcher, and given to the log of requests and to the metrics.

Neither is on by default. Then the server calls the dispatcher itself, and all of this costs nothing.
"""

import os
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from app.console import say
from app.logs import encode, utc
from app.web.dispatch import EXCHANGE, Dispatcher
from app.web.protocol import WRITE
from app.web.requests import request_id, requested_address
from app.web.responses import ReadyResponse

MAX_ADDRESS = 1000  # characters of an address that are logged, so that a line is written to a pipe as a whole
FROM_CACHE = (200, 206, 304)  # statuses of what comes from the cache
HIT, MISS = "hit", "miss"


class Exchange:
    """A request and what has been sent for it so far."""

    __slots__ = (
        "complete", "is_cacheable", "is_made", "is_streamed", "scope", "seconds", "size", "started", "status",
    )  # fmt: skip

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.started = time.perf_counter()
        self.seconds = 0.0  # in the endpoint, which reads the database; for a stream to its first page
        self.is_made = False  # whether the response was made, and is not from the cache
        self.is_cacheable = False  # whether it was a response that the cache may keep
        self.is_streamed = False
        self.status: int | None = None  # None if nothing has been sent
        self.size = 0  # bytes of the body
        self.complete = False

    @property
    def cache(self) -> str | None:
        """Whether the response was in the cache: hit or miss; None for one that is never kept, such as an error."""
        if self.is_made:
            return MISS if self.is_cacheable else None
        return HIT if self.status in FROM_CACHE else None

    def note_made(self, response: ReadyResponse | None) -> None:
        """Note that the response was not in the cache; None is one that was streamed."""
        self.is_made = True
        self.is_cacheable = response is None or response.etag is not None

    def write(self, write: Callable[[int, bytes, bytes], bool], status: int, head: bytes, body: bytes) -> bool:
        """Write a ready response; False when it must be sent as ASGI messages."""
        written = write(status, head, body)
        if written:
            self.status, self.size, self.complete = status, len(body), True
        return written

    def note(self, message: Message) -> None:
        """Note what an ASGI message sends. The server leaves the body out for HEAD."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
        else:
            self.complete = not message.get("more_body", False)
            if self.scope["method"] != "HEAD":
                self.size += len(message.get("body", b""))


class Recorder(ABC):
    """Whatever is told of requests."""

    def stream_began(self) -> None:  # noqa: B027, not every recorder counts streams
        """A response is being sent piece by piece."""

    def stream_ended(self) -> None:  # noqa: B027
        """A response that was sent piece by piece has ended, or its client has gone."""

    @abstractmethod
    def record(self, exchange: Exchange) -> None:
        """A request has been answered, or its client has gone."""


class Observer:
    """The dispatcher as an ASGI application that tells recorders of each request."""

    def __init__(self, app: Dispatcher, recorders: Sequence[Recorder]) -> None:
        self.app = app
        self.recorders = recorders

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # The id is chosen here, so that it is the same in the response to an error, in its log and in this one.
        headers = [(b"x-request-id", request_id(scope).encode()), *scope["headers"]]
        scope = {**scope, "headers": headers, "extensions": dict(scope.get("extensions", {}))}
        exchange = scope[EXCHANGE] = Exchange(scope)
        if (write := scope["extensions"].get(WRITE)) is not None:
            scope["extensions"][WRITE] = partial(exchange.write, write)

        async def noting(message: Message) -> None:
            await send(message)
            exchange.note(message)
            if not exchange.is_streamed and message.get("more_body"):
                exchange.is_streamed = True
                self.tell("stream_began")

        try:
            await self.app(scope, receive, noting)
        finally:
            if exchange.is_streamed:
                self.tell("stream_ended")
            self.tell("record", exchange)

    def refused(self, status: int, id: str, address: bytes, size: int) -> None:
        """The parser of HTTP has refused what a client sent."""
        headers = [(b"x-request-id", id.encode())]
        exchange = Exchange(
            {"method": None, "path": "", "raw_path": address, "query_string": b"", "headers": headers},
        )
        exchange.status, exchange.size, exchange.complete = status, size, True
        self.tell("record", exchange)

    def tell(self, what: str, *arguments: Any) -> None:
        """Call a method of each recorder."""
        for recorder in self.recorders:
            getattr(recorder, what)(*arguments)


class RequestLog(Recorder):
    """A line of JSON for each request, on standard output. It is dropped if nobody can read it."""

    def record(self, exchange: Exchange) -> None:
        """Write the line. `milliseconds` are those until the response was handed to the system."""
        scope = exchange.scope
        members = {
            "time": utc(time.time()),
            "level": "info",
            "logger": "app.requests",
            "process": os.getpid(),
            "message": "request",
            "request_id": request_id(scope),
            "method": scope["method"],
            "address": requested_address(scope)[:MAX_ADDRESS],
            "status": exchange.status,
            "milliseconds": round((time.perf_counter() - exchange.started) * 1000, 3),
            "bytes": exchange.size,
            "cache": exchange.cache,
        }
        if not exchange.complete:
            members["complete"] = False
        say(f"{encode(members)}\n", sys.stdout, seconds=0)
