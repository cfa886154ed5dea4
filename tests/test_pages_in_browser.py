"""Pages and embeds in a real browser: they fit, load nothing from elsewhere, and embeds tell their height."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from app import urls
from app.vocabulary import RecordKind
from tests.support.browsers import browser

NARROW, WIDE = 320, 1200  # pixels
TALLEST = 1000  # pixels of an embed, after which WordPress cuts it off
VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
STRIKES = ("pakistani-strikes-in-iran", "iranian-strikes-in-pakistan")
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
        urls.GAPS_PAGE,
        urls.CORRECTIONS_PAGE,
        urls.REFERENCE_PAGE,
        f"{urls.SEARCH_PAGE}?q=iran",
        *(urls.matrix_page("strike", id) for id in STRIKES),
        *(urls.page("strike", id) for id in STRIKES),
        *(urls.page(kind, next(iter(record[kind.collection]))) for kind in kinds),
    ]


def watched_page(chromium: Browser, width: int, scheme: Any) -> tuple[Page, list[str]]:
    """A new page, and a list to which whatever its console says and every address it asks for is added."""
    page, noted = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme), []
    page.add_init_script(VIOLATIONS)
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda request: noted.append(request.url))
    return page, noted


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
    for path in (urls.TIMELINE_EMBED, *embeds):
        page.goto(base_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, path
        assert page.evaluate("document.documentElement.getBoundingClientRect().height") <= TALLEST, path
    assert [text for text in noted if not text.startswith(f"{base_url}/")] == []


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
    page, claim = context.new_page(), record["claims"]["iran-nine-people-killed"]
    page.goto(base_url + urls.page("claim", claim["id"]))
    page.get_by_role("button", name="Copy with attribution").first.click()
    page.get_by_text("Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(claim["text"])
    assert copied.endswith(base_url + claim["links"]["page"])


def test_without_script_the_sentence_can_be_selected(chromium: Browser, base_url: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base_url}/view/claims/iran-nine-people-killed")
    page.get_by_text("Text with attribution").first.click()
    assert page.locator(".copy p").first.is_visible()
    assert page.locator("button[data-copy]").first.is_hidden()


@pytest.mark.parametrize("id", STRIKES)
def test_a_strike_is_printed_as_one_sheet(chromium: Browser, base_url: str, id: str) -> None:
    page = chromium.new_page()
    page.goto(base_url + urls.page("strike", id))
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
