"""The response cache: what many ask at once is answered once, memory is bounded, a new dataset empties it."""

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from app.errors import NotReady
from app.models import Dataset
from app.web.cache import Cache, Node


def dataset(version: str) -> Dataset:
    """A dataset of which only the version matters."""
    return Dataset(
        version=version,
        released="2026-01-01",
        digest=version,
        software="",
        title="",
        first_day="",
        last_day="",
        records=0,
        longest_span=0,
        licence="",
        document="",
    )


class Data:
    """A dataset that a test can exchange."""

    def __init__(self) -> None:
        self.dataset = dataset("1.0.0")

    def serving(self) -> Dataset:
        return self.dataset


class Bare:
    """Addresses of one form each."""

    def suffix(self, path: str, accept: bytes) -> str:
        return ""


class Answering:
    """An app that answers its own path, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await asyncio.sleep(0)  # lets the others in
        await Response(scope["raw_path"] * 100)(scope, receive, send)

    async def response(self, scope: Scope) -> Response | None:
        """It sends all its answers itself."""
        return None


async def ask(cache: Cache, path: bytes) -> list[Message]:
    """What a GET is sent."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()  # the client stays, and says no more
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "raw_path": path, "query_string": b"", "headers": [(b"host", b"a")]}
    await cache(scope, receive, send)
    return sent


class Failing(Answering):
    """An app whose stream fails when it has begun."""

    async def response(self, scope: Scope) -> Response:
        return StreamingResponse(self.pieces())

    async def pieces(self) -> AsyncIterator[bytes]:
        yield b"a part"
        raise NotReady("The database could not be read.")


def test_a_stream_that_fails_before_anything_is_sent_is_a_problem() -> None:
    cache = Cache(Failing(), Data(), Bare(), Node(2**20))
    for _ in range(2):
        start, body = asyncio.run(ask(cache, b"/events.csv"))
        assert start["status"] == 503
        assert (b"retry-after", b"5") in start["headers"]
        assert b"/problems/not-ready" in body["body"]
    assert not cache.kept


def test_what_many_ask_at_once_is_answered_once() -> None:
    app = Answering()
    cache = Cache(app, Data(), Bare(), Node(2**20))

    async def all_at_once() -> list[list[Message]]:
        return await asyncio.gather(*(ask(cache, b"/events") for _ in range(50)))

    answers = asyncio.run(all_at_once())
    assert app.asked == 1
    assert all(answer == answers[0] for answer in answers)


def test_memory_stays_within_its_bound_and_a_new_dataset_empties_it() -> None:
    app, data = Answering(), Data()
    cache = Cache(app, data, Bare(), Node(50_000))

    async def many() -> None:
        for number in range(500):
            await ask(cache, b"/events/%d" % number)
            assert cache.kept.bytes <= 50_000
        await ask(cache, b"/events/499")
        assert app.asked == 500, "the newest is still kept"
        data.dataset = dataset("1.0.1")
        await ask(cache, b"/events/499")
        assert app.asked == 501

    asyncio.run(many())
