"""The response cache: simultaneous requests share a response, memory is bounded, a new dataset empties it."""

import asyncio
from collections.abc import Generator
from pathlib import Path

from starlette.responses import Response
from starlette.types import Message

from app.errors import NotReady
from app.seeding.loading.load import load
from app.web.requests import ApiRequest
from app.web.responses import ChunkedResponse
from tests.support.dispatcher import dispatcher, get, get_async
from tests.support.sample_seed import regatta


class Counting:
    """An endpoint that answers with its path, and counts how often it is called."""

    def __init__(self) -> None:
        self.calls = 0

    async def __call__(self, request: ApiRequest, name: str) -> Response:
        self.calls += 1
        await asyncio.sleep(0)  # lets the other requests in
        return Response(name.encode() * 100)


def counting() -> tuple[Counting, object]:
    """The counter, and a function that calls it, as FastAPI wants an endpoint."""
    counter = Counting()

    async def endpoint(request: ApiRequest, name: str) -> Response:
        return await counter(request, name)

    return counter, endpoint


async def failing_stream(request: ApiRequest) -> Response:
    def rest() -> Generator[bytes, None, None]:
        yield b"a part"
        raise NotReady("The database could not be read.")

    return ChunkedResponse(b"the first part", rest(), {})


def test_a_stream_that_fails_before_anything_is_sent_is_a_problem(database: Path) -> None:
    with dispatcher(database, {"/events.csv": failing_stream}) as app:
        for _ in range(2):
            start, body = get(app, "/events.csv")
            assert start["status"] == 503
            assert (b"retry-after", b"5") in start["headers"]
            assert b"/problems/not-ready" in body["body"]
        assert not app.cache.responses


def test_simultaneous_requests_for_the_same_response_share_one(database: Path) -> None:
    counter, endpoint = counting()
    with dispatcher(database, {"/a/{name}": endpoint}) as app:

        async def all_at_once() -> list[list[Message]]:
            return await asyncio.gather(*(get_async(app, "/a/x") for _ in range(50)))

        responses = asyncio.run(all_at_once())
    assert counter.calls == 1
    assert all(response == responses[0] for response in responses)
    assert responses[0][1]["body"] == b"x" * 100


def test_memory_stays_within_its_bound_and_a_new_dataset_empties_it(database: Path, tmp_path: Path) -> None:
    counter, endpoint = counting()
    seed, _ = regatta().write(tmp_path)
    file = tmp_path / "copy.db"
    file.write_bytes(database.read_bytes())
    with dispatcher(file, {"/a/{name}": endpoint}, cache_bytes=50_000) as app:
        for number in range(500):
            get(app, f"/a/{number}")
            assert app.cache.responses.bytes <= 50_000
        get(app, "/a/499")
        assert counter.calls == 500, "the newest is still in the cache"
        load(seed, file)
        app.store.check()
        get(app, "/a/499")
        assert counter.calls == 501
