"""uvicorn's connection, made safe against clients that stall or never end, and quick at writing a ready response.

What the parser of HTTP refuses, and a head that is too long, is answered as a problem like every other error. Bytes
beyond ASCII in an address are percent-encoded before the parser sees them, since many clients send them as they are.
"""

import re
from asyncio import TimerHandle
from collections.abc import Sequence
from functools import partial
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app import urls
from app.errors import ApiError, BadRequest, HeadTooLong, TargetTooLong, problem_response
from app.settings import settings
from app.web.headers import Header, complete_headers, header_lines
from app.web.requests import MAX_TARGET, new_request_id

WRITE = "app.write"  # the name of the extension in an ASGI scope: the function `write` below, of this request
MAX_HEAD = 64 * 1024  # bytes of a request line and its headers together
PIECE = 4 * 1024  # bytes that the parser gets at a time, so that neither a head nor a queue can grow far
MAX_QUEUED = 16  # requests of one client that may wait; while more do, no further piece is parsed
MAX_DISCARDED = 4 * 2**20  # bytes that a refused client may still send, so that it gets to read why it was refused
LINGER_SECONDS = 2.0  # and for how long
LINE = re.compile(rb"[^\n]*\n|[^\n]+")  # unlike bytes.splitlines, which breaks lines at other bytes too
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
NOT_HTTP = "The request is not valid HTTP/1.1. Encode spaces and control characters in the address as %20 and so on."


class Connection(HttpToolsProtocol):
    """A client's connection, checked every `client_seconds` and dropped if it has made no progress since."""

    interval = settings().client_seconds
    base_path = urls.base_path(settings().base_url)
    waiting_since: float | None = None  # loop time since when a request's head is awaited; None while none is
    unread = 0  # bytes that the client had not taken at the last check
    timer: TimerHandle
    cycle_in_progress: RequestResponseCycle | None = None  # uvicorn itself only knows the last request that came in
    url = b""
    in_head = True  # whether the next byte is part of a request's head
    in_request_line = True  # whether it may be part of a request line
    head_size = 0  # bytes of the head that is being received
    unparsed = b""  # what a client has sent while MAX_QUEUED requests of it wait
    refusal: bytes | None = None  # the last response, after which the connection is closed
    discarded = 0  # bytes received since then

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.waiting_since = self.loop.time()
        self.timer = self.loop.call_later(self.interval, self.check_progress)

    def connection_lost(self, exc: Exception | None) -> None:
        self.timer.cancel()
        if self.cycle_in_progress is not None:
            self.cycle_in_progress.disconnected = True
        self.pipeline.clear()
        self.unparsed = b""
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Pass what the client sends to the parser, piece by piece; after a refusal, discard it."""
        if self.refusal is not None:
            self.discarded += len(data)
            if self.discarded > MAX_DISCARDED:
                self.transport.abort()
            return
        if len(data) <= PIECE and data.isascii() and not self.unparsed:
            self._unset_keepalive_if_required()
            self.parse(data)
        else:
            self.unparsed += data
            self.parse_pieces()

    def parse_pieces(self) -> None:
        """Parse what has come, as far as requests may be queued; the rest waits, and the client with it."""
        self._unset_keepalive_if_required()
        while self.unparsed and self.refusal is None and len(self.pipeline) < MAX_QUEUED:
            piece, self.unparsed = self.unparsed[:PIECE], self.unparsed[PIECE:]
            for line in [piece] if piece.isascii() else LINE.findall(piece):
                if self.refusal is None:
                    self.parse(BEYOND_ASCII.sub(percent_encode, line) if self.in_request_line else line)
                    self.in_request_line = self.in_request_line and (not line.endswith(b"\n") or not self.url)
        if self.unparsed:
            self.flow.pause_reading()

    def parse(self, data: bytes) -> None:
        """Give bytes to the parser, and refuse what it refuses, or a head that has grown too long."""
        if self.in_head:
            self.head_size += len(data)
        try:
            while data:
                try:
                    self.parser.feed_data(data)
                    data = b""
                except httptools.HttpParserUpgrade as upgrade:  # to a protocol that is not offered: go on with HTTP
                    data = data[upgrade.args[0] :]
        except httptools.HttpParserError as error:
            cause = error.__context__
            self.refuse(cause if isinstance(cause, ApiError) else BadRequest(NOT_HTTP))
        else:
            if self.in_head and self.head_size > MAX_HEAD:
                self.refuse(self.too_long())

    def too_long(self) -> ApiError:
        """The error for a head that has grown too long."""
        if len(self.url) > MAX_TARGET:
            return TargetTooLong(f"The address has more than {MAX_TARGET} bytes.")
        return HeadTooLong(f"Address and headers have more than {MAX_HEAD} bytes.")

    def refuse(self, error: ApiError) -> None:
        """Answer with an error, after the responses that are still being made, and take no further request."""
        id = new_request_id()
        response = problem_response(error, "", id, self.base_path)
        if (refused := getattr(self.app, "refused", None)) is not None:  # requests are logged or counted
            refused(error.status, id, self.url, len(response.body))
        headers = header_lines(complete_headers([*response.raw_headers, (b"connection", b"close")]))
        defaults = default_lines.of(self.server_state.default_headers)
        self.refusal = b"".join((STATUS_LINE[error.status], defaults, headers, b"\r\n", bytes(response.body)))
        self.waiting_since, self.unparsed = None, b""
        if not self.is_responding():
            self.send_refusal()

    def send_refusal(self) -> None:
        """Send the last response, and close the connection when the client has had time to read it.

        If it were closed at once while the client is sending, the client's system would discard the response.
        """
        if self.refusal is not None and not self.transport.is_closing():
            self.transport.write(self.refusal)
            if self.transport.can_write_eof():
                self.transport.write_eof()
            self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def is_responding(self) -> bool:
        """Whether a response is being made or sent."""
        return self.cycle is not None and not self.cycle.response_complete

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.waiting_since = self.loop.time()

    def on_headers_complete(self) -> None:
        size, self.head_size = self.head_size, 0
        if size > MAX_HEAD and self.exact_head_size() > MAX_HEAD:
            raise self.too_long()
        self.in_head = self.in_request_line = False
        self.waiting_since = None
        super().on_headers_complete()

    def exact_head_size(self) -> int:
        """The bytes of the address and the headers, without those of other requests that came with them."""
        return len(self.url) + sum(len(name) + len(value) + len(b": \r\n") for name, value in self.headers)

    def on_message_complete(self) -> None:
        self.in_head = self.in_request_line = True
        self.head_size, self.url = 0, b""
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.refusal is not None:
            if not self.is_responding():
                self.send_refusal()
        elif self.unparsed and not self.transport.is_closing():
            self.parse_pieces()

    def check_progress(self) -> None:
        """Drop a client that does not finish its request, or does not take its response."""
        unread = self.transport.get_write_buffer_size()
        if self.waiting_since is None and self.timeout_keep_alive_task is None and not self.is_responding():
            self.waiting_since = self.loop.time()  # something came that is no request yet, such as a line break
        late = self.waiting_since is not None and self.loop.time() - self.waiting_since >= self.interval
        if late or (unread and unread >= self.unread > 0):
            self.transport.abort()
            return
        self.unread = unread
        self.timer = self.loop.call_later(self.interval, self.check_progress)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self.cycle_in_progress = cycle
        self.unread = 0  # a client that has come to its next response has made progress
        cycle.scope["extensions"] = {WRITE: partial(write, cycle)}  # type: ignore[dict-item]
        super()._start_asgi_task(cycle, app)


class DefaultLines:
    """The lines of the headers that uvicorn adds to every response. It makes a new list of them each second."""

    def __init__(self) -> None:
        self.headers: Sequence[Header] | None = None
        self.lines = b""

    def of(self, headers: Sequence[Header]) -> bytes:
        """The lines of these headers, which are the same as the last time for nearly all responses."""
        if headers is not self.headers:
            self.headers, self.lines = headers, header_lines(headers)
        return self.lines


default_lines = DefaultLines()  # of the process


def percent_encode(byte: "re.Match[bytes]") -> bytes:
    """A byte as it should stand in an address."""
    return b"%%%02X" % byte[0][0]


def write(cycle: RequestResponseCycle, status: int, head: bytes, body: bytes) -> bool:
    """Write head and body in one call; False when the response must be sent as ASGI messages.

    uvicorn checks each header with a regular expression each time it sends it: 5.7 to 7.7 µs for a cached response
    that takes 0.7 µs here. The lines of `head` were checked when they were made. This uses attributes that uvicorn
    does not document, hence its version is pinned to one minor version in pyproject.toml.
    """
    if cycle.flow.write_paused or cycle.disconnected or cycle.access_log or not cycle.keep_alive:
        return False
    cycle.response_started = True
    cycle.waiting_for_100_continue = False
    defaults = default_lines.of(cycle.default_headers)
    cycle.transport.write(b"".join([STATUS_LINE[status], defaults, head, b"\r\n", body]))
    cycle.response_complete = True
    cycle.message_event.set()
    cycle.on_response()
    return True
