"""Each passage's link in a real browser: it scrolls to the very passage, on a page that holds the article's text."""

import contextlib
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Error, Page

from tests.support.browsers import browser
from tests.support.laid_out import page as laid_out
from tests.support.paths import ARTICLE, needs_article

pytestmark = needs_article
Passage = dict[str, Any]
NEAR = 5  # pixels
QUIET = 300  # milliseconds; a right link has scrolled long before
PLACE = """([start, end]) => {
    const range = document.createRange(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let at = 0;
    while (walker.nextNode()) {
        const letters = Array.from(walker.currentNode.data), unit = to => letters.slice(0, to - at).join('').length;
        const past = at + letters.length;
        if (at <= start && start < past) range.setStart(walker.currentNode, unit(start));
        if (at < end && end <= past) range.setEnd(walker.currentNode, unit(end));
        at = past;
    }
    const box = range.getBoundingClientRect();
    return {top: box.top, bottom: box.bottom, scrolled: scrollY, height: innerHeight};
}"""


@pytest.fixture(scope="module")
def text() -> str:
    """The article's text."""
    return ARTICLE.read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def passages(record: dict[str, dict[str, Passage]]) -> list[Passage]:
    """Every passage, in the article's order."""
    return sorted(record["passages"].values(), key=lambda passage: passage["start"])


@pytest.fixture(scope="module")
def site(text: str, passages: list[Passage]) -> Iterator[str]:
    """A server of the article's text as a page, at whatever path."""
    body = laid_out(text, passages).encode()

    class Handler(BaseHTTPRequestHandler):
        """Answers the page to everything, and says nothing."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """A page of a browser."""
    with browser() as chromium:
        yield chromium.new_page(viewport={"width": 800, "height": 600})


def directive(passage: Passage) -> str:
    """What the link to a passage adds to the article's address."""
    return str(passage["url"]).partition("#")[2]


def test_the_page_holds_the_article_and_nothing_else(page: Page, site: str, text: str) -> None:
    page.goto(f"{site}/whole")
    assert page.evaluate("document.body.textContent") == text


def test_each_link_scrolls_to_its_passage(page: Page, site: str, passages: list[Passage]) -> None:
    missed = {}
    for passage in passages:
        page.goto(f"{site}/{passage['id']}#{directive(passage)}")
        with contextlib.suppress(Error):
            page.wait_for_function("scrollY > 0", timeout=2000)
        seen = page.evaluate(PLACE, [passage["start"], passage["end"]])
        # The browser puts where the words begin in the middle of the window; passages are far more than this apart.
        if not seen["scrolled"] or abs(seen["top"] - seen["height"] / 2) > NEAR:
            missed[passage["id"]] = seen
    assert len(passages) == len({directive(passage) for passage in passages})
    assert missed == {}


@pytest.mark.parametrize(
    "wrong",
    [
        ":~:text=Iran%20praised%20the,including%20four%20children",
        ":~:text=Iran%20condemned%20the,including%20five%20children",
        ":~:text=ran%20condemned%20the,including%20four%20children",
        ":~:text=2024%20Iran%E2%80%93Pakistan%20border%20skirmishes,-Part%20of%20the%20Lantern%20Regatta",
        ":~:text=Iran%20bombed%20Koh-",
    ],
    ids=["another beginning", "another end", "half a word", "another continuation", "a bare hyphen"],
)
def test_a_wrong_link_does_not_scroll(page: Page, site: str, wrong: str) -> None:
    page.goto(f"{site}/wrong#{wrong}")
    page.wait_for_timeout(QUIET)
    assert page.evaluate("scrollY") == 0


def test_a_browser_that_reads_from_the_top_meets_the_passage_first(text: str, passages: list[Passage]) -> None:
    """The same without a browser: whole words, in any case, with nothing but furniture before what follows."""
    text = re.sub("^change", "      ", text, flags=re.MULTILINE)
    for passage in passages:
        *parts, last = [unquote(part) for part in directive(passage).removeprefix(":~:text=").split(",")]
        own, following = (parts, rf"[\W_]*{re.escape(last[1:])}") if last[0] == "-" else ([*parts, last], "")
        pattern = ".*?".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in own)
        found = re.search(f"({pattern}){following}", text, re.IGNORECASE | re.DOTALL)
        assert found is not None, passage["id"]
        assert found.start() == passage["start"], passage["id"]
        assert re.fullmatch(r"(\[\w\]|[.)])*", text[found.end(1) : passage["end"]]), passage["id"]
