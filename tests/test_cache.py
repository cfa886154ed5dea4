"""Validators, codings and the response cache: what a client has, what it takes, and what is kept ready for it."""

import asyncio
import gzip
import shutil
from pathlib import Path

import brotli
import httpx2
import pytest
import zstandard
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from app.catalogue import COLLECTIONS
from app.models import Dataset
from app.wire.cache import Cache
from tests.conftest import serving

ADDRESSES = [f"/{collection.name}?limit=500" for collection in COLLECTIONS] + ["/dataset", "/docs", "/openapi.json"]
PLAIN = {"Accept-Encoding": "identity"}
DECODERS = {
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}


def raw(http: httpx2.Client, address: str, accept: str) -> tuple[httpx2.Headers, bytes]:
    """Headers and undecoded body."""
    with http.stream("GET", address, headers={"Accept-Encoding": accept}) as answer:
        return answer.headers, b"".join(answer.iter_raw())


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_client_that_has_the_answer_is_told_so(http: httpx2.Client, address: str) -> None:
    first = http.get(address)
    tag = first.headers["etag"]
    for held in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = http.get(address, headers={"If-None-Match": held})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "cache-control", "vary", "last-modified"):
            assert again.headers[name] == first.headers[name]
    assert http.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    assert http.get(address, headers=[("If-None-Match", tag), ("If-None-Match", '"other"')]).status_code == 304
    # A release's day can not tell two loads of one day apart, so it vouches for nothing.
    assert http.get(address, headers={"If-Modified-Since": first.headers["last-modified"]}).status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_coding_holds_the_same_bytes_under_a_validator_of_its_own(http: httpx2.Client, address: str) -> None:
    plain_headers, plain = raw(http, address, "identity")
    tags = {plain_headers["etag"]}
    for coding, decode in DECODERS.items():
        headers, body = raw(http, address, coding)
        assert decode(body) == plain
        assert (headers["content-encoding"], int(headers["content-length"])) == (coding, len(body))
        assert "Accept-Encoding" in headers["vary"]
        tags.add(headers["etag"])
    assert len(tags) == 1 + len(DECODERS)


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, br", "br"),
        ("gzip;q=1, br;q=0.5", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=0", None),
        ("*", "zstd"),
        ("*;q=0, gzip", "gzip"),
        ("snappy", None),
        ("br;q=nonsense, gzip;q=0.1", "gzip"),
        ("", None),
    ],
)
def test_the_coding_is_the_one_the_client_wants_most(http: httpx2.Client, accept: str, coding: str | None) -> None:
    assert raw(http, "/events", accept)[0].get("content-encoding") == coding


def test_a_client_that_takes_no_coding_is_told_so(http: httpx2.Client) -> None:
    for refusing in ("identity;q=0", "*;q=0"):
        answer = http.get("/events", headers={"Accept-Encoding": refusing})
        assert (answer.status_code, answer.json()["type"]) == (406, "/problems/not-acceptable")
        assert answer.headers["access-control-allow-origin"] == "*"


def test_two_spellings_of_a_question_have_the_same_bytes_and_validator(http: httpx2.Client) -> None:
    spellings = [
        "/events?party=iran&type=strike",
        "/events?type=strike&&party=%69ran",
        "/events?type=strike&party=iran",
    ]
    answers = [http.get(spelling, headers=PLAIN) for spelling in spellings]
    assert len({(answer.content, answer.headers["etag"]) for answer in answers}) == 1


def test_an_answer_with_more_to_come_must_be_asked_for_again(http: httpx2.Client) -> None:
    assert "max-age=0" in http.get("/events?limit=1").headers["cache-control"]
    assert "max-age=300" in http.get("/events?limit=500").headers["cache-control"]
    assert http.get("/health/ready").headers["cache-control"] == "no-store"


def test_ranges_are_ignored(http: httpx2.Client) -> None:
    whole = http.get("/events", headers=PLAIN)
    part = http.get("/events", headers={**PLAIN, "Range": "bytes=0-9"})
    assert (part.status_code, part.content) == (200, whole.content)


def test_every_node_gives_the_same_validator(http: httpx2.Client, database: Path, tmp_path: Path) -> None:
    copy = shutil.copyfile(database, tmp_path / "copy.db")
    with serving(copy, SKIRMISHES_PUBLIC_URL=str(http.base_url).rstrip("/"), SKIRMISHES_CACHE_BYTES="0") as other:
        for address in ADDRESSES:
            mine, theirs = http.get(address, headers=PLAIN), httpx2.get(other + address, headers=PLAIN)
            assert (mine.headers["etag"], mine.content) == (theirs.headers["etag"], theirs.content)


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


class Answering:
    """An app that answers its own path, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked += 1
        await asyncio.sleep(0)  # lets the others in
        await Response(scope["raw_path"] * 100)(scope, receive, send)


async def ask(cache: Cache, path: bytes) -> list[Message]:
    """What a GET is sent."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "raw_path": path, "query_string": b"", "headers": [(b"host", b"a")]}
    await cache(scope, receive, send)
    return sent


def test_what_many_ask_at_once_is_answered_once() -> None:
    app = Answering()
    cache = Cache(app, Data(), 2**20)

    async def all_at_once() -> list[list[Message]]:
        return await asyncio.gather(*(ask(cache, b"/events") for _ in range(50)))

    answers = asyncio.run(all_at_once())
    assert app.asked == 1
    assert all(answer == answers[0] for answer in answers)


def test_memory_stays_within_its_bound_and_a_new_dataset_empties_it() -> None:
    app, data = Answering(), Data()
    cache = Cache(app, data, 50_000)

    async def many() -> None:
        for number in range(500):
            await ask(cache, b"/events/%d" % number)
            assert cache.bytes <= 50_000
        await ask(cache, b"/events/499")
        assert app.asked == 500, "the newest is still kept"
        data.dataset = dataset("1.0.1")
        await ask(cache, b"/events/499")
        assert app.asked == 501

    asyncio.run(many())
