"""Addresses pasted into a real WordPress become embeds of the right size, whose links lead to our pages."""

import os
from collections.abc import Iterator

import httpx2
import pytest
from playwright.sync_api import expect

from app import urls
from tests.support.browsers import browser
from tests.support.html import snippets
from tests.support.wordpress import PROGRAM, WordPress, wordpress

pytestmark = pytest.mark.long
RECIPE = "iranian-strikes-in-pakistan"  # the strike in the recipe for WordPress
STRIKE, EVENT, CLAIM = "pakistani-strikes-in-iran", "pakistan-warns-of-retaliation", "iran-nine-people-killed"
PASTED = {  # the addresses of pages and an embed, and the page that each embed leads to
    urls.page("strike", STRIKE): urls.page("strike", STRIKE),
    urls.embed("event", EVENT): urls.page("event", EVENT),
    urls.page("claim", CLAIM): urls.page("claim", CLAIM),
    urls.TIMELINE_PAGE: urls.TIMELINE_PAGE,
    f"{urls.TIMELINE_EMBED}?type=strike&order=desc&theme=dark": urls.TIMELINE_PAGE,
    urls.MAP_PAGE: urls.MAP_PAGE,
    urls.page("strike", RECIPE): urls.page("strike", RECIPE),
}
SHORTEST, TALLEST = 200, 1000  # pixels, between which WordPress keeps an embed


@pytest.fixture(scope="module")
def site() -> Iterator[WordPress]:
    """A newspaper's site. Where WordPress is not installed the test is skipped, but never in `.ci/long`."""
    if not PROGRAM.exists() and not os.environ.get("CI"):
        pytest.skip("WordPress is not installed")
    with wordpress() as site:
        yield site


def test_the_recipe_is_one_of_the_addresses(http: httpx2.Client, base_url: str) -> None:
    address = snippets(http.get(urls.NEWSROOMS_PAGE).text)["wordpress"]
    assert address.removeprefix(base_url) in PASTED


def test_pasted_addresses_become_embeds_that_fit_and_link_to_pages(site: WordPress, base_url: str) -> None:
    post = site.add_post([base_url + path for path in PASTED])
    with browser() as chromium:
        page = chromium.new_page(viewport={"width": 1200, "height": 900})
        page.goto(post)
        frames = page.locator("iframe.wp-embedded-content")
        expect(frames).to_have_count(len(PASTED))
        for number, target in enumerate(PASTED.values()):
            page.goto(post)
            element = frames.nth(number)
            element.scroll_into_view_if_needed()
            frame = element.element_handle().content_frame()
            assert frame is not None
            height = "Math.ceil(document.documentElement.getBoundingClientRect().height)"
            page.wait_for_function(
                "([element, height]) => element.clientHeight === height",
                arg=[element.element_handle(), min(max(frame.evaluate(height), SHORTEST), TALLEST)],
            )
            assert element.get_attribute("sandbox") == "allow-scripts"
            assert page.locator("blockquote.wp-embedded-content").nth(number).is_hidden()
            frame.locator("footer a").last.click()
            page.wait_for_url(f"{base_url}{target}")
