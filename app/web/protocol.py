"""Connections: uvicorn's, but one that keeps the server waiting is dropped, and a ready answer is written at once."""

from asyncio import TimerHandle
from functools import partial
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.settings import settings

READY = "app.ready"  # the name of this extension in an ASGI scope: a function as `write` below


class Connection(HttpToolsProtocol):
    """One client's connection. It is looked at once in `client_seconds`, and dropped if it made no progress since."""

    patience = settings().client_seconds
    began: float | None = None  # when we began to wait for a request's head; null when we do not
    unread = 0  # bytes that the client had not taken when last looked at
    watch: TimerHandle
    answering: RequestResponseCycle | None = None  # the request that is answered; uvicorn knows only the last that came

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.began = self.loop.time()
        self.watch = self.loop.call_later(self.patience, self.look)

    def connection_lost(self, exc: Exception | None) -> None:
        self.watch.cancel()
        if self.answering is not None:
            self.answering.disconnected = True
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.began = self.loop.time()

    def on_headers_complete(self) -> None:
        self.began = None
        super().on_headers_complete()

    def look(self) -> None:
        """Drop a client that does not finish its request, or does not take its answer."""
        unread = self.transport.get_write_buffer_size()
        late = self.began is not None and self.loop.time() - self.began >= self.patience
        if late or (unread and unread >= self.unread > 0):
            self.transport.abort()
            return
        self.unread = unread
        self.watch = self.loop.call_later(self.patience, self.look)

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self.answering = cycle
        self.unread = 0  # a client that has come to its next answer has made progress, however much now waits for it
        cycle.scope["extensions"] = {READY: partial(write, cycle)}  # type: ignore[dict-item]
        super()._start_asgi_task(cycle, app)


def write(cycle: RequestResponseCycle, status: int, head: bytes, body: bytes) -> bool:
    """Write an answer whose head is bytes already, head and body in one; false when it must go the usual way.

    uvicorn checks every header each time it is sent, which costs more than all else that a kept answer needs; those
    of `head` were checked when it was made.
    """
    if cycle.flow.write_paused or cycle.disconnected or cycle.access_log or not cycle.keep_alive:
        return False
    cycle.response_started = True
    cycle.waiting_for_100_continue = False
    date = b"".join([b"%b: %b\r\n" % header for header in cycle.default_headers])
    cycle.transport.write(b"".join([STATUS_LINE[status], date, head, b"\r\n", body]))
    cycle.response_complete = True
    cycle.message_event.set()
    cycle.on_response()
    return True
