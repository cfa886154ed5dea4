"""The builder in a real browser: the preview, the buttons that copy, and its snippets pasted into another site."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from app import urls
from tests.support.browsers import browser, watch
from tests.support.hosts import Host, host

NARROW, WIDE = 320, 1200  # pixels
STRIKE = "strikes/pakistani-strikes-in-iran"
CHOICES = (STRIKE, "timeline", "map", "claims/iran-nine-people-killed")
SNIPPETS = ("address", "frame", "element", "newsletter", "csv", "sheets", "pandas", "r", "d3")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def site() -> Iterator[Host]:
    """A site of someone else."""
    with host() as site:
        yield site


def opened(chromium: Browser, url: str, **options: Any) -> tuple[Page, list[str]]:
    """A page, and a list of what its console says and of every address that it asks for."""
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"], **options)
    page = context.new_page()
    noted = watch(page)
    page.goto(url)
    return page, noted


def expect_embed(frame: FrameLocator, title: str) -> None:
    """Wait until a frame shows the embed with this heading, and its style sheet."""
    expect(frame.locator("h1")).to_have_text(title)
    expect(frame.locator(".card")).to_have_css("border-top-width", "5px")


@pytest.mark.parametrize("what", CHOICES)
@pytest.mark.parametrize(("width", "scheme"), [(NARROW, "dark"), (WIDE, "light")])
def test_the_preview_fits_and_nothing_comes_from_elsewhere(
    chromium: Browser, base_url: str, what: str, width: int, scheme: str
) -> None:
    size = {"width": width, "height": 900}
    page, noted = opened(chromium, f"{base_url}{urls.BUILDER}?what={what}", viewport=size, color_scheme=scheme)
    frame = page.locator(".preview iframe")
    expect(frame.content_frame.locator("h1")).to_be_visible()
    height = frame.content_frame.locator("html").evaluate("html => Math.ceil(html.getBoundingClientRect().height)")
    expect(frame).to_have_js_property("clientHeight", height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [text for text in noted if not text.startswith(f"{base_url}/")] == []


def test_a_choice_in_the_form_is_shown(chromium: Browser, base_url: str) -> None:
    page, _ = opened(chromium, base_url + urls.BUILDER)
    expect(page.get_by_label("Maximum number of events")).to_be_hidden()
    page.get_by_label("What to show").select_option("timeline")
    page.get_by_label("Maximum number of events").fill("2")
    page.get_by_label("Strike", exact=True).check()
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Show").click()
    frame = page.locator(".preview iframe").content_frame
    expect(frame.locator("h1")).to_have_text("Timeline: selected events")
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    expect(frame.locator(".timeline ul li")).to_have_count(2)
    expect(page.get_by_label("Maximum number of events")).to_have_value("2")
    expect(page.get_by_label("Strike", exact=True)).to_be_checked()


def test_each_button_copies_its_snippet(chromium: Browser, base_url: str) -> None:
    page, _ = opened(chromium, f"{base_url}{urls.BUILDER}?what={STRIKE}")
    assert page.locator("button[data-copy]").count() == len(SNIPPETS)
    for id in SNIPPETS:
        page.locator(f"#{id} button").click()
        expect(page.locator(f"#{id} button")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#{id}-code").text_content()


def test_without_script_the_form_works_and_snippets_can_be_selected(chromium: Browser, base_url: str) -> None:
    page, _ = opened(chromium, base_url + urls.BUILDER, java_script_enabled=False)
    page.get_by_label("What to show").select_option(STRIKE)
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".preview iframe").content_frame.locator("h1")).to_have_text("Pakistani strikes in Iran")
    for id in SNIPPETS:
        expect(page.locator(f"#{id}-code")).to_be_visible()
        expect(page.locator(f"#{id}-code")).to_have_css("user-select", "all")
        expect(page.locator(f"#{id} button")).to_be_hidden()


def test_where_the_clipboard_is_closed_the_snippet_is_selected(chromium: Browser, base_url: str) -> None:
    page, _ = opened(chromium, f"{base_url}{urls.BUILDER}?what={STRIKE}")
    page.context.clear_permissions()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator("#frame button").click()
    expect(page.locator("#frame button")).to_have_text("Selected: press Ctrl+C")
    assert page.evaluate("String(getSelection())") == page.locator("#frame-code").text_content()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (f"what={STRIKE}", "Pakistani strikes in Iran"),
        ("what=timeline&type=strike&q=strikes&theme=dark", "Timeline: selected events"),
        ("what=map", "Where it happened"),
    ],
)
def test_snippets_show_the_embed_on_a_page_of_another_site(
    chromium: Browser, base_url: str, site: Host, query: str, title: str
) -> None:
    builder, _ = opened(chromium, f"{base_url}{urls.BUILDER}?{query}")
    frame, element = (builder.locator(f"#{id}-code").text_content() or "" for id in ("frame", "element"))
    framed, _ = opened(chromium, site.add(frame))
    expect_embed(framed.frame_locator("iframe"), title)
    page, noted = opened(chromium, site.add(element))
    expect(page.locator("skirmishes-embed blockquote")).to_be_hidden()
    expect_embed(page.frame_locator("skirmishes-embed iframe"), title)
    assert [text for text in noted if not text.startswith((f"{base_url}/", f"{site.url}/"))] == []
