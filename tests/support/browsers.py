"""A real browser of the Chromium family."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NOTE_VIOLATIONS = "addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser. Where none is installed the test is skipped, or fails when CI is set.

    Playwright's event loop runs until the end, so a browser cannot be shared with tests that run a loop of their own.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"none of {', '.join(PROGRAMS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def watch(page: Page) -> list[str]:
    """A list to which is added, from now on, whatever the page's console says and every address that it asks for."""
    noted: list[str] = []
    page.add_init_script(NOTE_VIOLATIONS)
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))
    page.on("request", lambda request: noted.append(request.url))
    return noted
