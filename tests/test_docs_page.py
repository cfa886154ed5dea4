"""/docs in a real browser: complete, offline, within its policy, and able to ask; and the files it is made of."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from app.pages.docs import STATIC
from app.vocabulary import EventType
from tests.support import documented
from tests.support.browsers import browser

VENDORED = STATIC / "swagger"
ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]  # rules of axe
SWAGGER_FAULTS = {"nested-interactive", "target-size"}  # known to its authors
EVENT_FEEDS = {"get_events_feed_atom", "get_events_feed_json"}
TALLEST = 3500  # pixels of an opened list
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
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def visit(chromium: Browser, base_url: str) -> Visit:
    """/docs, opened."""
    visit = Visit(chromium.new_page())
    visit.watch()
    visit.page.goto(f"{base_url}/docs")
    visit.page.locator(".opblock").first.wait_for()
    return visit


def executed(block: Locator) -> Locator:
    """What the service answered to an operation tried out."""
    block.locator(".execute").click()
    expect(block.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    return block.locator(".live-responses-table .highlight-code code").first


def test_every_operation_for_readers_is_shown(visit: Visit) -> None:
    blocks = visit.page.locator(".opblock").all()
    shown = [re.sub(r"^operations-\w+-", "", block.get_attribute("id") or "") for block in blocks]
    operations = documented.operations(documented.described())
    assert sorted(shown) == sorted(operation.id for operation in operations if "x-internal" not in operation.said)


def test_a_question_tried_out_shows_the_real_answer(visit: Visit, http: httpx2.Client, base_url: str) -> None:
    block = visit.operation("list_events")
    body = executed(block)
    assert block.locator(".request-url pre").inner_text() == f"{base_url}/events"
    assert json.loads(body.inner_text()) == http.get("/events").json()


def test_examples_are_shown_and_not_filled_in(visit: Visit) -> None:
    row = visit.operation("list_events").locator("tr[data-param-name='party']")
    expect(row).to_contain_text("Example: ")
    expect(row.locator("input")).to_have_count(0)


def test_less_used_parameters_are_folded_under_their_questions(visit: Visit) -> None:
    block = visit.operation("list_claims")
    headings = block.locator("tr.group button")
    assert [text.split()[0] for text in headings.all_inner_texts()] == ["What", "When", "Who", "Figures", "Shape"]
    speaker = block.locator("tr[data-param-name='speaker']")
    expect(speaker).to_have_count(0)
    block.get_by_role("button", name="Who").click()
    expect(block.get_by_role("button", name="Who")).to_have_attribute("aria-expanded", "true")
    speaker.get_by_text("values").click()
    expect(speaker.locator("li", has_text="Iranian officials")).to_be_visible()


def test_an_added_value_is_the_example(visit: Visit) -> None:
    row = visit.operation("list_strikes").locator("tr[data-param-name='attacker']")
    row.get_by_role("button", name="Add string item").click()
    expect(row.get_by_label("attacker")).to_have_value("iran")


def test_every_field_has_the_name_of_its_parameter(visit: Visit) -> None:
    block = visit.operation("list_discrepancies")
    for name in ("q", "kind", "topic"):
        expect(block.get_by_label(name, exact=True)).to_be_visible()


def test_words_are_listed_with_their_meanings(visit: Visit) -> None:
    row = visit.operation("list_events").locator("tr[data-param-name='type']")
    row.locator("summary").click()
    for word in EventType:
        expect(row.locator("li", has=visit.page.get_by_text(word.value, exact=True))).to_contain_text(word.meaning)


def test_errors_are_one_row_with_links_to_what_they_mean(visit: Visit, http: httpx2.Client) -> None:
    rows = visit.operation("get_event").locator("tr.response[data-code]")
    assert rows.evaluate_all("rows => rows.map(row => row.dataset.code)")[-2:] == ["200", "default"]
    links = rows.last.locator("a").evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert "/problems/removed" in links
    assert {http.get(link).status_code for link in links} == {200}


def test_lines_to_copy_ask_the_server_of_the_page(visit: Visit, base_url: str) -> None:
    lines = visit.operation("list_events").locator(".sample code").all_inner_texts()
    assert len(lines) == 3
    assert [line for line in lines if f"{base_url}/events" not in line] == []


def test_a_line_is_one_click_away(chromium: Browser, base_url: str) -> None:
    page = chromium.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(f"{base_url}/docs#/events/list_events")
    page.get_by_role("button", name="Copy the line for Google Sheets").click()
    page.get_by_role("button", name="Copied the line").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f'=IMPORTDATA("{base_url}/events.csv?type=strike")'
    page.context.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("expulsion", {"list_events", "get_events_csv", *EVENT_FEEDS}),  # a word that a parameter takes
        ("koh-e-sabz attacker", {"list_strikes", "get_strikes_csv"}),  # the name of an id, and that of a parameter
        ("vocabulary", {"get_vocabulary"}),
        ("spelling script", {"resolve"}),
    ],
)
def test_the_box_finds_operations_by_words(chromium: Browser, base_url: str, words: str, found: set[str]) -> None:
    page = chromium.new_page()
    page.goto(f"{base_url}/docs")
    page.get_by_label("Find").fill(words)
    expect(page.locator(".opblock")).to_have_count(len(found))
    ids = page.locator(".opblock").evaluate_all("blocks => blocks.map(block => block.id)")
    assert {re.sub(r"^operations-\w+-", "", id) for id in ids} == found
    page.get_by_label("Find").fill("zebra")
    expect(page.get_by_role("status")).to_contain_text("Nothing")
    page.close()


def test_an_opened_list_is_not_long(chromium: Browser, base_url: str) -> None:
    page = chromium.new_page(viewport={"width": 1400, "height": 900})
    page.goto(f"{base_url}/docs#/strikes/list_strikes")
    block = page.locator("#operations-strikes-list_strikes")
    block.locator("tr.response").last.wait_for()
    box = block.bounding_box()
    assert box is not None
    assert 0 < box["height"] <= TALLEST
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_scheme_and_fits_a_phone(chromium: Browser, base_url: str, scheme: Any) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 800}, color_scheme=scheme)
    page.goto(f"{base_url}/docs#/strikes/list_strikes")
    page.locator("#operations-strikes-list_strikes tr.response").last.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate("document.documentElement.classList.contains('dark-mode')") == (scheme == "dark")
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    page.wait_for_function(
        "dark => document.documentElement.classList.contains('dark-mode') === dark", arg=scheme == "light"
    )
    page.close()


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_but_for_what_is_swagger_ui_s_own(chromium: Browser, base_url: str, scheme: Any) -> None:
    visit = Visit(chromium.new_page(color_scheme=scheme))
    visit.page.goto(f"{base_url}/docs")
    executed(visit.operation("list_strikes"))
    found = Axe().run(visit.page, options={"runOnly": ACCESSIBILITY, "resultTypes": ["violations"]}).response
    faults = [item for item in found["violations"] if item["id"] not in SWAGGER_FAULTS]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in faults] == []
