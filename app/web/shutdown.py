"""Draining: a server that is told to end says at once that it is not ready, goes on for a while, then ends."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType
from typing import Protocol


class Ending(Protocol):
    """What must know that the server ends."""

    def drain(self) -> None:
        """It will end soon."""

    def close(self) -> None:
        """It has answered all it will."""


@asynccontextmanager
async def draining(service: Ending, seconds: float) -> AsyncIterator[None]:
    """While it lasts, SIGTERM tells the service, and only after so many seconds does what it would have done.

    The time is for whoever sends requests here, to see that it should send them elsewhere. A second signal ends it.
    """
    loop = asyncio.get_running_loop()
    end = signal.getsignal(signal.SIGTERM)

    def ending(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, end)
        service.drain()
        if callable(end):
            loop.call_soon_threadsafe(loop.call_later, seconds, end, number, None)

    if seconds and callable(end):
        signal.signal(signal.SIGTERM, ending)
    yield
    service.close()
