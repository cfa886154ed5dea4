"""The response cache: ready responses by raw target and content coding, within a limit in bytes.

The raw target costs nothing to look up: two spellings of a query are two entries with the same validator.
"""

from asyncio import Future, get_running_loop, shield
from collections import OrderedDict
from collections.abc import Awaitable, Callable

from app.models import Dataset
from app.web.responses import ReadyResponse

Key = tuple[bytes, bytes, str]  # raw path, raw query, content coding
OVERHEAD = 1000  # bytes a response takes besides its head and body: objects and its key
MAX_SHARE = 8  # a response that takes more than 1/8 of the cache is not stored


def memory(response: ReadyResponse) -> int:
    """About what a response takes in memory, in bytes."""
    return len(response.head) + len(response.body) + OVERHEAD


class LRUCache(OrderedDict[Key, ReadyResponse]):
    """Responses, the most recently used last; the least recently used are dropped to stay within `max_bytes`."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__()
        self.max_bytes = max_bytes
        self.bytes = 0

    def put(self, key: Key, response: ReadyResponse) -> None:
        """Add a response, unless it may not be cached or would push out too many others."""
        size = memory(response)
        if response.etag is None or size * MAX_SHARE > self.max_bytes:
            return
        if (previous := self.pop(key, None)) is not None:
            self.bytes -= memory(previous)
        self[key] = response
        self.bytes += size
        while self.bytes > self.max_bytes:
            _, oldest = self.popitem(last=False)
            self.bytes -= memory(oldest)

    def clear(self) -> None:
        """Drop all responses."""
        super().clear()
        self.bytes = 0


class ResponseCache:
    """An LRU cache of responses to one dataset; requests for the same response at the same time share one."""

    def __init__(self, max_bytes: int) -> None:
        self.responses = LRUCache(max_bytes)
        self.dataset: Dataset | None = None
        self.in_flight: dict[Key, Future[ReadyResponse | None] | None] = {}  # None while no other request waits

    def reset(self, dataset: Dataset | None) -> None:
        """Drop all responses, since another dataset is served now."""
        self.dataset = dataset
        self.responses.clear()

    async def get_or_make(self, key: Key, make: Callable[[], Awaitable[ReadyResponse | None]]) -> ReadyResponse | None:
        """The response that another request is making now, or a new one, which is stored.

        `make` returns None for a response that it has sent itself; then each request makes its own. So it does if the
        client is at fault, since the error repeats what that client sent.
        """
        if key in self.in_flight:
            response = await self.wait_for(key)
            if response is not None and not 400 <= response.status < 500:  # noqa: PLR2004, errors of clients
                return response
            return await make()
        self.in_flight[key], response = None, None
        try:
            response = await make()
            if response is not None:
                self.responses.put(key, response)
        finally:
            self.stop_sharing(key, response)
        return response

    def stop_sharing(self, key: Key, response: ReadyResponse | None = None) -> None:
        """Give a response to the requests that wait for it; None, once it is being streamed, has them make their own.

        A request that makes its own ends here too, and then those that wait for another one also make their own.
        """
        if (waiting := self.in_flight.pop(key, None)) is not None:
            waiting.set_result(response)

    async def wait_for(self, key: Key) -> ReadyResponse | None:
        """The response that another request is making."""
        future = self.in_flight[key]
        if future is None:
            future = self.in_flight[key] = get_running_loop().create_future()
        return await shield(future)
