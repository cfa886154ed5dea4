"""Validators and codings: what a client already has, and in which form it takes the rest."""

import gzip
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import brotli
import httpx2
import pytest
import zstandard

from app.resources import RESOURCES
from app.seeding.loading.load import load
from tests.support.seeds import article, copied
from tests.support.servers import serve

ADDRESSES = [f"/{resource.name}?limit=500" for resource in RESOURCES] + ["/dataset", "/docs", "/openapi.json"]
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
    # A release's day cannot tell two loads of one day apart, so it vouches for nothing.
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


def test_every_node_of_the_same_settings_gives_the_same_validator(
    http: httpx2.Client, public: httpx2.Client, uncached: httpx2.Client
) -> None:
    for address in ADDRESSES:
        mine, theirs = (node.get(address, headers=PLAIN) for node in (public, uncached))
        assert (mine.headers["etag"], mine.content) == (theirs.headers["etag"], theirs.content)
    elsewhere = http.get(ADDRESSES[0], headers=PLAIN)
    assert elsewhere.headers["etag"] != public.get(ADDRESSES[0], headers=PLAIN).headers["etag"]


def test_before_the_day_of_release_nothing_is_modified_later_than_now(tmp_path: Path) -> None:
    seed, file = copied(tmp_path), tmp_path / "future.db"
    article("released: 2026-11-25", "released: 2999-01-01").apply(seed)
    load(seed, file)
    with serve(file) as server, server.client() as client:
        for address in ("/events", "/dataset", "/view", "/static/pages.css"):
            first = client.get(address)
            again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
            assert again.status_code == 304
            for answer in (first, client.get(address), again, client.head(address)):
                assert parsed(answer, "last-modified") <= parsed(answer, "date")
                assert answer.headers["etag"] == first.headers["etag"]


def parsed(answer: httpx2.Response, header: str) -> datetime:
    """The date in a header."""
    return parsedate_to_datetime(answer.headers[header])
