"""Cards: a picture of each event, strike and claim, in two sizes, with no figure that nobody has said."""

import os
import signal
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Page as BrowserPage

from app import urls
from app.pages.cards import TEXT_SIZES, fit
from app.pages.page import FRESH
from app.pages.pictures import MAX_WAITING
from app.pages.rasterizer import FONTS
from app.vocabulary import RecordKind
from tests.support.browsers import browser
from tests.support.html import Page
from tests.support.paths import ROOT
from tests.support.servers import serve

PNG = b"\x89PNG\r\n\x1a\n"
STRIKE = "pakistani-strikes-in-iran"
# How many pixels of a picture are not its background, right of a column.
INK = """([source, column]) => new Promise((resolve, reject) => {
  const image = new Image();
  image.onerror = reject;
  image.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), {width: image.width, height: image.height});
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const {data} = context.getImageData(column, 20, image.width - column, image.height - 20);
    resolve(data.filter(value => value < 250).length);
  };
  image.src = source;
})"""


@pytest.fixture(scope="module")
def page(base_url: str) -> Iterator[BrowserPage]:
    """A page of the service in a browser, from which its pictures can be read."""
    with browser() as chromium:
        page = chromium.new_page()
        page.goto(base_url + urls.SEARCH_PAGE)
        yield page


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG, from its head."""
    assert picture.startswith(PNG)
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_every_record_that_can_be_embedded_has_a_card_in_two_sizes(
    kind: RecordKind, http: httpx2.Client, base_url: str, record: Any
) -> None:
    for id in record[kind.collection]:
        picture, small = http.get(urls.card(kind, id)), http.get(urls.small_card(kind, id))
        assert {response.headers["content-type"] for response in (picture, small)} == {"image/png"}
        assert (size(picture.content), size(small.content)) == ((1200, 630), (600, 315))
        meta = Page(http.get(urls.page(kind, id)).text).meta
        assert meta["og:image"] == meta["twitter:image"] == base_url + urls.card(kind, id)
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["og:image:alt"]


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_no_line_of_a_card_is_too_long(kind: RecordKind, page: BrowserPage, record: Any) -> None:
    for id in record[kind.collection]:
        assert page.evaluate(INK, [urls.card(kind, id), 1150]) == 0, id
        assert page.evaluate(INK, [urls.card(kind, id), 0]) > 0, id


def test_a_card_is_kept_like_any_response(http: httpx2.Client) -> None:
    path = urls.card("strike", STRIKE)
    first = http.get(path)
    assert http.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert http.head(path).headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", [urls.card("strike", STRIKE), urls.MAP_PICTURE, urls.MAP_DRAWING])
def test_pictures_take_what_newsletters_append_and_soon_show_a_correction(http: httpx2.Client, path: str) -> None:
    response = http.get(f"{path}?utm_source=a&utm_medium=b")
    assert response.status_code == 200
    assert response.content == http.get(path).content
    assert response.headers["cache-control"] == FRESH
    assert response.headers["x-robots-tag"] == "noindex, indexifembedded"


def test_a_renderer_that_has_ended_is_started_again(database: Path) -> None:
    with serve(database, cache_bytes=0) as server:
        assert server.get(urls.card("strike", STRIKE)).status == 200
        for child in children(server.process.pid):
            os.kill(child, signal.SIGKILL)
        assert server.get(urls.small_card("strike", STRIKE)).status == 200


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)  # noqa: S607
    assert listed.stdout
    return [int(line) for line in listed.stdout.split()]


def test_there_is_no_card_of_an_unknown_record(http: httpx2.Client) -> None:
    response = http.get(urls.card("strike", f"{STRIKE}x"))
    assert (response.status_code, response.headers["content-type"]) == (404, "application/problem+json")
    assert STRIKE in response.text


def test_too_many_pictures_at_once_are_refused_and_other_requests_are_answered(database: Path, record: Any) -> None:
    cards = [(kind, id) for kind in urls.EMBEDDED for id in record[kind.collection]]
    paths = [path(kind, id) for path in (urls.card, urls.small_card) for kind, id in cards]
    assert len(paths) > MAX_WAITING + 10
    with serve(database, cache_bytes=0) as server, ThreadPoolExecutor(len(paths)) as threads:
        pictures = [threads.submit(server.get, path) for path in paths]
        assert server.get(f"/strikes/{STRIKE}").status == 200
        statuses = {future.result().status for future in pictures}
    assert 200 in statuses
    assert statuses <= {200, 503}


def test_the_fonts_are_the_files_that_the_licence_names() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    files = sorted(FONTS.glob("*.ttf"))
    assert files
    assert [file.name for file in files if sha256(file.read_bytes()).hexdigest() not in licence] == []
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_a_long_text_is_set_in_smaller_lines() -> None:
    short, long = fit("Nine people were killed, Iran said."), fit("Nine people were killed, Iran said. " * 20)
    assert (short.size, len(short.lines)) == (TEXT_SIZES[0], 1)
    assert long.size < short.size
    assert " ".join(long.lines) == ("Nine people were killed, Iran said. " * 20).strip()
