"""/docs in a real browser: complete, offline, within its policy, and able to ask; and the files it is made of."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx2
import pytest
from playwright.sync_api import Locator, Page, expect

from app.pages.docs import STATIC
from tests.support import documented
from tests.support.browsers import browser

VENDORED = STATIC / "swagger"
VIOLATIONS = (
    "window.violations = []; addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective))"
)


@dataclass
class Visit:
    """/docs in the browser: the page, the addresses it asked for, what it said in the console."""

    page: Page
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note what happens from now on."""
        self.page.add_init_script(VIOLATIONS)
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def operation(self, name: str) -> Locator:
        """An operation, opened and ready to be tried out."""
        block = self.page.locator(f".opblock[id$='-{name}']")
        if "is-open" not in (block.get_attribute("class") or ""):
            block.locator(".opblock-summary-control").click()
            block.locator(".try-out__btn").click()
        return block


@pytest.fixture(scope="module")
def visit(base_url: str) -> Iterator[Visit]:
    """/docs, opened."""
    with browser() as chromium:
        visit = Visit(chromium.new_page())
        visit.watch()
        visit.page.goto(f"{base_url}/docs")
        visit.page.locator(".opblock").first.wait_for()
        yield visit


def executed(block: Locator) -> Locator:
    """What the service answered to an operation tried out."""
    block.locator(".execute").click()
    expect(block.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    return block.locator(".live-responses-table .highlight-code code").first


def test_every_operation_is_shown(visit: Visit) -> None:
    blocks = visit.page.locator(".opblock").all()
    shown = [re.sub(r"^operations-\w+-", "", block.get_attribute("id") or "") for block in blocks]
    assert sorted(shown) == sorted(operation.id for operation in documented.operations(documented.described()))


def test_a_question_tried_out_shows_the_real_answer(visit: Visit, http: httpx2.Client, base_url: str) -> None:
    block = visit.operation("list_events")
    body = executed(block)
    assert block.locator(".request-url pre").inner_text() == f"{base_url}/events?limit=50"
    assert json.loads(body.inner_text()) == http.get("/events?limit=50").json()


def test_examples_are_shown_and_not_filled_in(visit: Visit) -> None:
    row = visit.operation("list_events").locator("tr[data-param-name='q']")
    expect(row).to_contain_text("Example: ")
    expect(row.locator("input")).to_have_value("")


def test_what_must_be_given_is_filled_in(visit: Visit, http: httpx2.Client) -> None:
    block = visit.operation("get_event")
    id = block.locator("tr[data-param-name='id'] input").input_value()
    assert json.loads(executed(block).inner_text()) == http.get(f"/events/{id}").json()


def test_nothing_is_asked_elsewhere_said_or_violated(visit: Visit, base_url: str) -> None:
    assert [url for url in visit.asked if not url.startswith((f"{base_url}/", "data:"))] == []
    assert visit.said == []
    assert visit.page.evaluate("window.violations") == []


def test_the_page_allows_itself_nothing_else(http: httpx2.Client) -> None:
    response = http.get("/docs")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().partition(" ")[::2] for part in response.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert not re.search(r"<script>|<style|style=|\son\w+=|https?://", response.text)


@pytest.mark.parametrize(
    ("file", "media_type"),
    [
        ("docs.js", "text/javascript; charset=utf-8"),
        ("docs.css", "text/css; charset=utf-8"),
        ("swagger/swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
        ("swagger/favicon-32x32.png", "image/png"),
    ],
)
def test_files_have_their_media_type(http: httpx2.Client, file: str, media_type: str) -> None:
    response = http.head(f"/static/{file}")
    assert (response.status_code, response.headers["content-type"], response.content) == (200, media_type, b"")


@pytest.mark.parametrize("file", ["none.js", "../docs.py", "%2e%2e/docs.py", "swagger/", ""])
def test_other_files_are_a_problem_like_any_other(http: httpx2.Client, file: str) -> None:
    response = http.get(f"/static/{file}")
    assert response.status_code == 404
    assert response.headers["content-type"] == documented.PROBLEM


def test_vendored_files_are_those_that_were_recorded() -> None:
    table = (VENDORED / "VENDORED.md").read_text(encoding="utf-8")
    recorded = dict(re.findall(r"\| `([^`]+)` \| `([0-9a-f]{64})` \|", table))
    files = {file.name for file in VENDORED.iterdir()} - {"VENDORED.md"}
    assert recorded == {name: hashlib.sha256((VENDORED / name).read_bytes()).hexdigest() for name in files}
