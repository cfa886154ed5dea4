"""Ranges: a client gets any part of any answer, so that files can be read in pieces and downloads resumed."""

from collections.abc import Generator
from pathlib import Path

import httpx2
import pytest
from starlette.responses import Response

from app.errors import MEDIA_TYPE, Problem
from app.web.requests import ApiRequest
from app.web.responses import ChunkedResponse
from tests.support.addresses import KEPT
from tests.support.dispatcher import dispatcher, get

IDENTITY = {"Accept-Encoding": "identity"}
IGNORED = ["bytes=5-2", "lines=0-1", "bytes=0-1,3-4", "bytes=-", "bytes=a-b", "bytes 0-1", "bytes=1-2-3", ""]

every_address = pytest.mark.parametrize("address", KEPT)


def part(http: httpx2.Client, address: str, wanted: str, **headers: str) -> httpx2.Response:
    """What is answered to a request for a range."""
    return http.get(address, headers={"Range": wanted, **{name.replace("_", "-"): on for name, on in headers.items()}})


@every_address
def test_any_part_of_an_answer_can_be_had(public: httpx2.Client, address: str) -> None:
    whole = public.get(address, headers=IDENTITY)
    size, tag = len(whole.content), whole.headers["etag"]
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    assert public.head(address, headers=IDENTITY).headers["accept-ranges"] == "bytes"
    for wanted, first, last in (
        ("bytes=0-0", 0, 0),
        ("bytes=3-", 3, size - 1),
        ("bytes=-3", size - 3, size - 1),
        (f"bytes=1-{size * 2}", 1, size - 1),
        (f"bytes=-{size * 2}", 0, size - 1),
        (f"bytes=1-{2**63 - 1}", 1, size - 1),
    ):
        answer = part(public, address, wanted, accept_encoding="gzip, br, zstd")
        assert (answer.status_code, answer.headers["content-range"]) == (206, f"bytes {first}-{last}/{size}")
        assert answer.content == whole.content[first : last + 1]
        assert "content-encoding" not in answer.headers
        assert (answer.headers["etag"], answer.headers["vary"]) == (tag, whole.headers["vary"])
    beyond = part(public, address, f"bytes={size}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert (beyond.headers["content-type"], Problem.model_validate_json(beyond.content).status) == (MEDIA_TYPE, 416)


def test_a_part_is_sent_only_of_what_the_client_holds(public: httpx2.Client) -> None:
    whole = public.get("/events.csv", headers=IDENTITY)
    tag = whole.headers["etag"]
    assert part(public, "/events.csv", "bytes=0-4", if_range=tag).status_code == 206
    for other in ('"another"', f"W/{tag}", whole.headers["last-modified"]):
        answer = part(public, "/events.csv", "bytes=0-4", if_range=other)
        assert (answer.status_code, answer.content) == (200, whole.content)
    assert part(public, "/events.csv", "bytes=0-4", if_none_match=tag).status_code == 304


@pytest.mark.parametrize("wanted", IGNORED)
def test_a_range_that_makes_no_sense_is_ignored(public: httpx2.Client, wanted: str) -> None:
    assert part(public, "/claims.jsonl", wanted).content == public.get("/claims.jsonl").content


def test_a_head_is_never_partial_and_an_error_has_no_ranges(public: httpx2.Client) -> None:
    assert public.head("/events.csv", headers={"Range": "bytes=0-4"}).status_code == 200
    assert part(public, "/events?none-such=1", "bytes=0-4").status_code == 400


def test_a_download_is_resumed_where_it_broke_off(public: httpx2.Client) -> None:
    whole, got, tag = public.get("/claims.csv").content, b"", ""
    while len(got) < len(whole):
        resumed = {"if_range": tag} if tag else {}
        answer = part(public, "/claims.csv", f"bytes={len(got)}-{len(got) + 9999}", **resumed)
        assert answer.status_code == 206
        tag, got = answer.headers["etag"], got + answer.content
    assert got == whole


def test_an_answer_too_long_to_be_kept_says_that_it_has_no_ranges(database: Path) -> None:
    def stream(request: ApiRequest) -> Response:
        def rest() -> Generator[bytes, None, None]:
            for _ in range(20):
                yield bytes(2**20)

        return ChunkedResponse(b"first", rest(), {})

    with dispatcher(database, {"/a": stream}) as app:
        start, *_ = get(app, "/a")
    assert (b"accept-ranges", b"none") in start["headers"]
