"""Embeds on pages of other sites, in a real browser: the element of /static/embed.v1.js, and plain frames."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.support.browsers import browser
from tests.support.hosts import Host, host

EMBED = "/embed/strikes/pakistani-strikes-in-iran"
FALLBACK = "<blockquote>What stays without a frame</blockquote>"
SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"
ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
TALLEST, SHORTEST = 3000, 100  # pixels that the element gives a frame
HEIGHT = "() => document.documentElement.getBoundingClientRect().height"
# Each message that a page gets is kept, so that a test can wait for what the frame says.
KEEP = "<script>window.messages = []; addEventListener('message', (event) => messages.push(event.data));</script>"


class Sites(NamedTuple):
    """The service, the site that embeds it, and a browser."""

    service: str
    host: Host
    browser: Browser

    def open(self, body: str, headers: dict[str, str] | None = None, width: int = 700) -> Page:
        """A page of the host, opened."""
        page = self.browser.new_page(viewport={"width": width, "height": 900})
        page.goto(self.host.add(body, headers))
        return page

    def element(self, src: str = EMBED, attributes: str = 'label="Claims"') -> str:
        """The element and its script, as they are pasted."""
        return (
            f'<skirmishes-embed src="{self.service}{src}" {attributes}>{FALLBACK}</skirmishes-embed>'
            f'<script src="{self.service}/static/embed.v1.js" async></script>'
        )


@pytest.fixture(scope="module")
def sites(base_url: str) -> Iterator[Sites]:
    with host() as site, browser() as chromium:
        yield Sites(base_url, site, chromium)


def embedded(page: Page) -> Frame:
    """The frame of the embed, after the element has sized it."""
    expect(page.locator("skirmishes-embed blockquote")).to_be_hidden()
    handle = page.locator("skirmishes-embed iframe").element_handle()
    frame = handle.content_frame()
    assert frame is not None
    return frame


def expect_fitting(page: Page, frame: Frame) -> None:
    """Wait until the frame is as tall as its document."""
    page.wait_for_function(
        "height => Math.abs(document.querySelector('skirmishes-embed').shadowRoot.querySelector('iframe')"
        ".clientHeight - height) <= 1",
        arg=frame.evaluate(HEIGHT),
    )


def test_the_frame_is_as_tall_as_its_document_and_follows_when_the_page_narrows(sites: Sites) -> None:
    page = sites.open(sites.element())
    frame = embedded(page)
    expect_fitting(page, frame)
    wide = frame.evaluate(HEIGHT)
    page.set_viewport_size({"width": 320, "height": 900})
    frame.wait_for_function(f"wide => ({HEIGHT})() > wide", arg=wide)
    expect_fitting(page, frame)
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_frame_has_a_title_a_sandbox_and_no_scrolling_attribute(sites: Sites) -> None:
    frame = sites.open(sites.element()).locator("skirmishes-embed iframe")
    expect(frame).to_have_attribute("title", "Claims")
    expect(frame).to_have_attribute("loading", "lazy")
    expect(frame).to_have_attribute("sandbox", SANDBOX)
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    assert frame.get_attribute("scrolling") is None


def test_the_theme_of_the_element_is_that_of_the_embed(sites: Sites) -> None:
    frame = embedded(sites.open(sites.element(f"{EMBED}?version=1.0.0", 'theme="dark"')))
    expect(frame.locator("html")).to_have_attribute("data-theme", "dark")
    assert frame.url.endswith("?version=1.0.0&theme=dark")


@pytest.mark.parametrize(
    "src",
    [
        "https://example.org/embed/timeline",
        "{service}/view/timeline",
        "{service}/embed/../view/timeline",
        "",
        "http://[",
    ],
)
def test_an_address_that_is_not_that_of_an_embed_is_never_framed(sites: Sites, src: str) -> None:
    address = src.format(service=sites.service)
    page = sites.open(sites.element().replace(sites.service + EMBED, address))
    page.wait_for_function("!!customElements.get('skirmishes-embed')")
    expect(page.locator("blockquote")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_the_fallback_stays_when_the_embed_does_not_load(sites: Sites) -> None:
    page = sites.open(sites.element("/embed/strikes/no-such-strike"))
    with page.expect_event("response", lambda response: "no-such-strike" in response.url):
        page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator("blockquote")).to_be_visible()


def test_the_fallback_stays_without_script(sites: Sites) -> None:
    context = sites.browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(sites.host.add(sites.element()))
    expect(page.locator("blockquote")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    context.close()


def test_a_script_that_is_loaded_twice_defines_one_element(sites: Sites) -> None:
    errors: list[str] = []
    page = sites.browser.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(sites.host.add(sites.element() + sites.element()))
    page.wait_for_function(
        "[...document.querySelectorAll('skirmishes-embed')].every(one => one.shadowRoot && !one.assignedSlot "
        "&& one.shadowRoot.querySelectorAll('iframe').length === 1 && !one.shadowRoot.querySelector('slot'))"
    )
    expect(page.locator("blockquote:visible")).to_have_count(0)
    assert errors == []


def test_an_element_that_is_moved_is_sized_again(sites: Sites) -> None:
    page = sites.open(sites.element() + "<section></section>")
    embedded(page)
    page.evaluate("document.querySelector('section').append(document.querySelector('skirmishes-embed'))")
    page.set_viewport_size({"width": 320, "height": 900})
    expect_fitting(page, embedded(page))


def test_messages_of_other_windows_are_ignored(sites: Sites) -> None:
    forged = "{type: 'skirmishes:height', version: 1, height: 2222}"
    other = sites.host.add(f"<script>parent.postMessage({forged}, '*'); parent.postMessage('last', '*')</script>")
    ours = f'<iframe src="{sites.service}/embed/timeline"></iframe>'  # of our origin, but not the element's frame
    page = sites.open(KEEP + sites.element() + ours)
    frame = embedded(page)
    page.evaluate(f"window.postMessage({forged}, '*')")
    page.evaluate("src => document.body.append(Object.assign(document.createElement('iframe'), {src}))", other)
    page.wait_for_function("messages.includes('last')")
    expect_fitting(page, frame)


@pytest.mark.parametrize(("told", "given"), [(1, SHORTEST), (10**9, TALLEST), (640.5, 640.5)])
def test_the_height_of_a_frame_has_limits(sites: Sites, told: float, given: float) -> None:
    page = sites.open(sites.element())
    frame = embedded(page)
    frame.evaluate("height => parent.postMessage({type: 'skirmishes:height', version: 1, height}, '*')", told)
    expect(page.locator("skirmishes-embed iframe")).to_have_css("height", f"{given}px")


@pytest.mark.parametrize("nonsense", ["null", "'NaN'", "-5", "{}"])
def test_a_height_that_is_no_number_is_ignored(sites: Sites, nonsense: str) -> None:
    page = sites.open(KEEP + sites.element())
    frame = embedded(page)
    frame.evaluate(f"parent.postMessage({{type: 'skirmishes:height', version: 1, height: {nonsense}}}, '*')")
    frame.evaluate("parent.postMessage('last', '*')")
    page.wait_for_function("messages.includes('last')")
    expect_fitting(page, frame)


def test_a_page_with_a_content_security_policy_needs_to_allow_our_origin_only(sites: Sites) -> None:
    policy = f"default-src 'none'; script-src {sites.service}; frame-src {sites.service}"
    page = sites.open(sites.element(), {"Content-Security-Policy": policy})
    expect_fitting(page, embedded(page))


def test_a_cross_origin_isolated_page_can_embed_it(sites: Sites) -> None:
    page = sites.open(sites.element(), ISOLATED)
    assert page.evaluate("crossOriginIsolated")
    expect_fitting(page, embedded(page))


def test_a_page_that_is_a_file_can_embed_it(sites: Sites, tmp_path: Path) -> None:
    file = tmp_path / "host.html"
    file.write_text(sites.element(), encoding="utf-8")
    page = sites.browser.new_page()
    page.goto(file.as_uri())
    expect_fitting(page, embedded(page))


@pytest.mark.parametrize(
    ("sandbox", "runs_scripts"),
    [(None, True), ("", False), ("allow-scripts", True), (SANDBOX, True)],
    ids=["absent", "everything", "allow-scripts", "ours"],
)
def test_a_plain_frame_works_in_any_sandbox(sites: Sites, sandbox: str | None, runs_scripts: bool) -> None:
    attribute = "" if sandbox is None else f' sandbox="{sandbox}"'
    page = sites.open(f'{KEEP}<iframe src="{sites.service}{EMBED}" width="100%" height="600"{attribute}></iframe>')
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    expect(frame.locator(".card")).to_have_css("border-top-width", "5px")  # the style sheet has loaded
    if runs_scripts:
        page.wait_for_function("messages.some(one => one.type === 'skirmishes:height' && one.height > 100)")
    else:
        assert page.evaluate("messages") == []
