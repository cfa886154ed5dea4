"""Draining: a server that is told to end says at once that it is not ready, goes on for a while, then ends."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any

Handler = Callable[[int, FrameType | None], Any]


@asynccontextmanager
async def draining(begin: Callable[[], None], seconds: float) -> AsyncIterator[None]:
    """While it lasts, SIGTERM calls `begin`, and only after so many seconds does what it would have done.

    The time is for whoever sends requests here, to see that it should send them elsewhere. A second signal ends it.
    """
    loop = asyncio.get_running_loop()
    end = signal.getsignal(signal.SIGTERM)

    def ending(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, end)
        begin()
        if callable(end):
            loop.call_soon_threadsafe(loop.call_later, seconds, end, number, None)

    if seconds and callable(end):
        signal.signal(signal.SIGTERM, ending)
    yield
