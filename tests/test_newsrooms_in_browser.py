"""The recipes for newsrooms in a real browser: copied by their buttons, and pasted into pages of another site."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app import urls
from tests.support.browsers import browser
from tests.support.hosts import Host, host

TITLE = "Iranian strikes in Pakistan"
COUNT_LINES = "url => fetch(url).then(response => response.text()).then(text => text.trim().split('\\n').length)"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def site() -> Iterator[Host]:
    """A site of someone else."""
    with host() as site:
        yield site


@pytest.fixture(scope="module")
def recipes(chromium: Browser, base_url: str) -> Iterator[Page]:
    """The page of recipes."""
    page = chromium.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(base_url + urls.NEWSROOMS_PAGE)
    yield page
    page.context.close()


def copied(recipes: Page, id: str) -> str:
    """What the button of a recipe copies."""
    button = recipes.locator(f"#{id} button")
    button.click()
    expect(button).to_have_text("Copied")
    return str(recipes.evaluate("navigator.clipboard.readText()"))


def test_each_button_copies_its_text(recipes: Page) -> None:
    ids = recipes.locator("article.snippet").evaluate_all("articles => articles.map(one => one.id)")
    assert len(ids) == 12
    for id in ids:
        assert copied(recipes, id) == recipes.locator(f"#{id}-code").text_content()


def test_the_frame_shows_the_embed(chromium: Browser, recipes: Page, site: Host) -> None:
    page = chromium.new_page()
    page.goto(site.add(copied(recipes, "frame")))
    expect(page.frame_locator("iframe").locator("h1")).to_have_text(TITLE)


def test_the_newsletter_shows_the_picture_and_says_who_says_what(chromium: Browser, recipes: Page, site: Host) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(site.add(copied(recipes, "newsletter")))
    expect(page.locator("img")).to_have_js_property("naturalWidth", 1200)
    expect(page.locator("blockquote")).to_contain_text("According to Pakistan")
    expect(page.locator("blockquote a")).to_have_attribute("href", re.compile("/view/strikes/"))


def test_the_address_for_wordpress_works_in_a_frame_as_closed_as_its_own(
    chromium: Browser, recipes: Page, base_url: str, site: Host
) -> None:
    page = chromium.new_page()
    page.goto(copied(recipes, "wordpress"))
    endpoint = page.locator(f'link[type="{urls.OEMBED_FORMATS["json"]}"]').get_attribute("href")
    html = page.evaluate("url => fetch(url).then(response => response.json()).then(answer => answer.html)", endpoint)
    page.goto(site.add(html.replace("<iframe ", '<iframe sandbox="allow-scripts" security="restricted" ')))
    expect(page.locator("blockquote a")).to_have_attribute("href", re.compile(f"^{re.escape(base_url)}/view/strikes/"))
    expect(page.frame_locator("iframe").locator("h1")).to_have_text(TITLE)
    expect(page.frame_locator("iframe").locator(".card")).to_have_css("border-top-width", "5px")


def test_a_page_of_another_site_may_fetch_the_file_for_observable(
    chromium: Browser, recipes: Page, site: Host, record: dict[str, Any]
) -> None:
    page = chromium.new_page()
    page.goto(site.add("<p>Notebook</p>"))
    (address,) = re.findall(r'd3\.csv\("([^"]+)"', copied(recipes, "observable"))
    assert page.evaluate(COUNT_LINES, address) == len(record["claims"]) + 1


def test_without_script_every_text_can_be_selected(chromium: Browser, base_url: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(base_url + urls.NEWSROOMS_PAGE)
    assert page.locator("pre.code").count() == 12
    for code in page.locator("pre.code").all():
        expect(code).to_have_css("user-select", "all")
    expect(page.locator("button[data-copy]:visible")).to_have_count(0)
