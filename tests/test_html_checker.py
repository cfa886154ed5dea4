"""The HTML of every page and embed, checked by the W3C's own checker (Nu), which must find nothing."""

import os
import subprocess
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app import urls

pytestmark = pytest.mark.long
CHECKER = os.environ.get("VNU_JAR")  # set by .ci/long


def test_the_checker_finds_nothing_in_any_page_or_embed(http: httpx2.Client, record: Any, tmp_path: Path) -> None:
    if CHECKER is None and not os.environ.get("CI"):
        pytest.skip("VNU_JAR does not name the checker's file")
    assert CHECKER is not None
    pages = [url.removeprefix(str(http.base_url).rstrip("/")) for url in locations(http.get(urls.SITEMAP).text)]
    embeds = [urls.embed(kind, id) for kind in urls.EMBEDDED for id in record[kind.collection]]
    matrices = [urls.matrix_page("strike", id) for id in record["strikes"]]
    others = [
        urls.VIEW,
        f"{urls.SEARCH_PAGE}?q=iran",
        urls.TIMELINE_EMBED,
        urls.MAP_EMBED,
        urls.BUILDER,
        "/view/events/unknown",
    ]
    for number, path in enumerate([*pages, *embeds, *matrices, *others]):
        response = http.get(path, headers={"Accept": "text/html"})
        (tmp_path / f"{number}.html").write_text(f"{response.text}<!-- {path} -->\n", encoding="utf-8")
    command = ["java", "-jar", CHECKER, "--stdout", "--format", "gnu", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr, done.returncode) == ("", 0)


def locations(sitemap: str) -> list[str]:
    """The addresses in a sitemap."""
    return [part.partition("</loc>")[0] for part in sitemap.split("<loc>")[1:]]
