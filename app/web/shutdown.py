"""Shutdown: on SIGTERM the service reports at once that it is not ready, answers on for a while, then stops."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import FrameType

from app.store import DatasetStore


@asynccontextmanager
async def delayed_shutdown(store: DatasetStore, seconds: float) -> AsyncIterator[None]:
    """The lifespan of the service: SIGTERM does what it would have done only `seconds` after it came.

    That is the time for load balancers to send requests elsewhere. A second SIGTERM stops the service at once.
    """
    loop = asyncio.get_running_loop()
    stop = signal.getsignal(signal.SIGTERM)

    def on_sigterm(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, stop)
        store.drain()
        if callable(stop):
            loop.call_soon_threadsafe(loop.call_later, seconds, stop, number, None)

    if seconds and callable(stop):
        signal.signal(signal.SIGTERM, on_sigterm)
    yield
    store.close()
