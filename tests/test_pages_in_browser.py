"""Pages and embeds in a real browser: they fit, load nothing from elsewhere, and embeds tell their height."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from app import urls
from app.vocabulary import RecordKind
from tests.support.browsers import browser, watch

NARROW, WIDE = 320, 1200  # pixels
TALLEST = 1000  # pixels of an embed, after which WordPress cuts it off
STRIKES = ("pakistani-strikes-in-iran", "iranian-strikes-in-pakistan")
CLAIM = "iran-nine-people-killed"
HOST = "<!doctype html><title>Host</title><script>messages = []; onmessage = e => messages.push(e.data)</script>"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser."""
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def pages(record: dict[str, dict[str, Any]]) -> list[str]:
    """The address of a page of each kind of record, and of every overview."""
    kinds = [kind for kind in RecordKind if kind is not RecordKind.CHANGE]
    return [
        urls.VIEW,
        urls.TIMELINE_PAGE,
        urls.MAP_PAGE,
        f"{urls.MAP_PAGE}?area=overview",
        urls.GAPS_PAGE,
        urls.CORRECTIONS_PAGE,
        urls.NEWSROOMS_PAGE,
        urls.BUILDER,
        urls.builder(urls.TIMELINE_EMBED),
        urls.REFERENCE_PAGE,
        f"{urls.SEARCH_PAGE}?q=iran",
        *(urls.matrix_page("strike", id) for id in STRIKES),
        *(urls.page("strike", id) for id in STRIKES),
        *(urls.page(kind, next(iter(record[kind.collection]))) for kind in kinds),
    ]


def watched_page(chromium: Browser, width: int, scheme: Any) -> tuple[Page, list[str]]:
    """A new page, and what is noted of it."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    return page, watch(page)


@pytest.mark.parametrize(("width", "scheme"), [(NARROW, "dark"), (WIDE, "light")])
def test_pages_fit_and_stay_by_themselves(
    chromium: Browser, base_url: str, pages: list[str], width: int, scheme: str
) -> None:
    page, noted = watched_page(chromium, width, scheme)
    for path in pages:
        page.goto(base_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [text for text in noted if not text.startswith(f"{base_url}/")] == []


def test_embeds_fit_into_a_narrow_column(chromium: Browser, base_url: str, record: Any) -> None:
    page, noted = watched_page(chromium, NARROW, "light")
    embeds = [urls.embed(kind, id) for kind in urls.EMBEDDED for id in record[kind.collection]]
    filters = {f"type={event['type']}" for event in record["events"].values()}
    filters |= {f"party={id}" for id in record["parties"]} | {f"place={id}" for id in record["places"]}
    timelines = [
        f"{urls.TIMELINE_EMBED}?{query}"
        for query in ("", "limit=100", "order=desc&limit=100", "q=zzzz", *sorted(filters))
    ]
    for path in (*timelines, urls.MAP_EMBED, f"{urls.MAP_EMBED}?area=overview", *embeds):
        page.goto(base_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
        assert page.evaluate("document.documentElement.getBoundingClientRect().height") <= TALLEST, path
    assert [text for text in noted if not text.startswith(f"{base_url}/")] == []


def test_forced_colours_keep_the_map_and_the_edges_of_buttons(chromium: Browser, base_url: str) -> None:
    page = chromium.new_page(viewport={"width": NARROW, "height": 800}, forced_colors="active")
    page.goto(base_url + urls.MAP_EMBED)
    fill = "element => getComputedStyle(element).fill"
    assert page.locator(".land.ir.strong").first.evaluate(fill) == "rgb(27, 94, 32)"
    page.goto(base_url + urls.VIEW)
    edge = page.get_by_role("button", name="Search").evaluate("element => getComputedStyle(element).borderColor")
    assert "rgba" not in edge  # not transparent


@pytest.mark.parametrize("path", [urls.TIMELINE_EMBED, urls.MAP_EMBED, urls.embed("strike", STRIKES[0])])
def test_an_embed_is_printed_on_white(chromium: Browser, base_url: str, path: str) -> None:
    page = chromium.new_page(color_scheme="dark")
    page.goto(base_url + path)
    page.emulate_media(media="print")
    colours = "getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color"
    background, ink = page.evaluate(f"[{colours}]")
    assert background == "rgb(255, 255, 255)"
    assert sum(map(int, ink.strip("rgb()").split(","))) < 3 * 64


@pytest.mark.parametrize(("width", "scheme"), [(NARROW, "dark"), (WIDE, "light")])
def test_pages_and_embeds_are_accessible(
    chromium: Browser, base_url: str, pages: list[str], width: int, scheme: Any
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    embeds = [urls.embed("strike", STRIKES[0]), urls.embed("event", STRIKES[0]), urls.embed("claim", CLAIM)]
    violations = []
    for path in [*pages, urls.TIMELINE_EMBED, urls.MAP_EMBED, *embeds]:
        page.goto(base_url + path)
        violations += [(path, item["id"]) for item in Axe().run(page).response["violations"]]
    assert violations == []


def test_an_embed_tells_the_page_around_it_its_height(chromium: Browser, base_url: str) -> None:
    page = chromium.new_page()
    page.set_content(
        f'{HOST}<iframe title="Embed" width="{NARROW}" src="{base_url}/embed/strikes/{STRIKES[0]}"></iframe>'
    )
    page.wait_for_function("messages.some(message => message.type === 'skirmishes:height')")
    told = page.evaluate("messages.filter(message => message.type === 'skirmishes:height').at(-1).height")
    height = page.frames[1].evaluate("document.documentElement.getBoundingClientRect().height")
    assert abs(told - height) <= 1


def test_a_sentence_with_its_credit_is_one_click_away(chromium: Browser, base_url: str, record: Any) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, claim = context.new_page(), record["claims"][CLAIM]
    page.goto(base_url + urls.page("claim", claim["id"]))
    page.get_by_role("button", name="Copy with attribution").first.click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(claim["text"])
    assert copied.endswith(base_url + claim["links"]["page"])


def test_without_script_the_sentence_can_be_selected(chromium: Browser, base_url: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(base_url + urls.page("claim", CLAIM))
    page.get_by_text("Text with attribution").first.click()
    assert page.locator(".copy p").first.is_visible()
    assert page.locator("button[data-copy]").first.is_hidden()


@pytest.mark.parametrize("id", STRIKES)
def test_a_strike_is_printed_as_one_sheet(chromium: Browser, base_url: str, id: str) -> None:
    page = chromium.new_page()
    page.goto(base_url + urls.page("strike", id))
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
