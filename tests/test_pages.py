"""Pages for people: one for each record, made of its words, with links that all lead somewhere."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import httpx2
import pytest

from app import urls
from app.pages.page import FRESH
from app.vocabulary import COLLECTIONS, RecordKind
from tests.support.html import Page
from tests.support.servers import serve

KINDS = [kind for kind in RecordKind if kind is not RecordKind.CHANGE]
OVERVIEWS = [
    urls.VIEW,
    urls.TIMELINE_PAGE,
    urls.MAP_PAGE,
    urls.GAPS_PAGE,
    urls.CORRECTIONS_PAGE,
    urls.NEWSROOMS_PAGE,
    urls.SEARCH_PAGE,
    urls.REFERENCE_PAGE,
]
NEED_WORDS = {urls.SEARCH, urls.RESOLVE}  # listed in the index, but without words they are an error
DATA = [
    "/",
    "/dataset",
    "/search?q=iran",
    "/resolve?q=iran",
    *(f"/{name}?detail=full&limit=500" for name in COLLECTIONS),
]


def own_path(link: str, page: str, base_url: str) -> str | None:
    """The path that a server is asked for when a link is followed; None for a link to another site."""
    link = urldefrag(link).url
    if link.startswith(base_url):
        return link.removeprefix(base_url) or "/"
    if not link or link.startswith(("http", "#", "mailto:")):
        return None
    return link if link.startswith("/") else f"{page.rpartition('/')[0]}/{link}"


def paths_in(value: Any) -> Iterator[str]:
    """Every text of a JSON value that is a path of ours."""
    if isinstance(value, str) and value.startswith("/"):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from paths_in(part)


def test_every_link_of_every_page_and_record_leads_somewhere(http: httpx2.Client, base_url: str) -> None:
    waiting, followed = [urls.VIEW, *DATA], set()
    while waiting:
        path = waiting.pop()
        if path in followed or path in NEED_WORDS:
            continue
        followed.add(path)
        response = http.get(path)
        assert response.status_code == 200, path
        links: set[str] = set()
        if response.headers["content-type"].startswith("text/html"):
            page = Page(response.text)
            links = page.links | set(page.alternates.values())
        elif path in DATA:
            links = set(paths_in(response.json()))
        waiting += [found for link in links if (found := own_path(link, path, base_url)) is not None]
    assert len(followed) > 500


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_each_record_has_its_words(
    kind: RecordKind, http: httpx2.Client, base_url: str, record: dict[str, dict[str, Any]]
) -> None:
    for id, document in record[kind.collection].items():
        response = http.get(urls.page(kind, id))
        page = Page(response.text)
        assert response.status_code == 200
        assert (response.headers["cache-control"], "Accept" in response.headers["vary"]) == (FRESH, True)
        assert "frame-ancestors 'none'" in response.headers["content-security-policy"]
        assert page.canonical == page.meta["og:url"] == base_url + document["links"]["page"]
        assert page.meta["og:title"]
        assert page.meta["description"]
        assert len(page.headings) == 1
        words = " ".join(page.text.split())
        for field in ("title", "name", "text", "summary", "explanation"):
            assert " ".join((document.get(field) or "").split()) in words, field
        assert [claim["id"] for claim in document.get("claims", []) if claim["text"] not in words] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_spelling_for_search_is_not_shown_as_the_article_s(
    kind: RecordKind, http: httpx2.Client, record: dict[str, dict[str, Any]]
) -> None:
    for id, document in record[kind.collection].items():
        text = Page(http.get(urls.page(kind, id)).text).text
        marked = set(re.findall(r"([^;:\n]+?) \(for search only, not in the article\)", text))
        spellings = {form["name"] for form in document.get("names", []) if form["origin"] == "transliteration"}
        assert {name.strip() for name in marked} == spellings


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_what_can_be_embedded_says_so_in_its_page_and_its_record(
    kind: RecordKind, http: httpx2.Client, base_url: str, record: dict[str, dict[str, Any]]
) -> None:
    for id, document in record[kind.collection].items():
        alternates = Page(http.get(urls.page(kind, id)).text).alternates
        links = http.get(document["links"]["self"]).links
        for media_type in urls.OEMBED_FORMATS.values():
            assert http.get(alternates[media_type].removeprefix(base_url)).status_code == 200
            assert f'type="{media_type}"' in http.get(document["links"]["self"]).headers["link"]
        assert links["alternate"]


def test_a_browser_gets_the_front_page_and_a_program_the_index(http: httpx2.Client) -> None:
    page = http.get("/", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert http.get("/").headers["content-type"] == "application/json"
    assert "Accept" in page.headers["vary"]
    assert http.get("/events", headers={"Accept": "text/html,*/*;q=0.8"}).headers["content-type"] == "application/json"


@pytest.mark.parametrize("path", OVERVIEWS)
def test_pages_ignore_parameters_they_do_not_know(http: httpx2.Client, path: str) -> None:
    assert http.get(path, params={"utm_source": "a newsletter"}).status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_record_is_a_page_that_names_the_closest(kind: RecordKind, http: httpx2.Client, record: Any) -> None:
    id = next(iter(record[kind.collection]))
    response = http.get(urls.page(kind, f"{id}x"))
    assert response.status_code == 404
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert urls.page(kind, id) in Page(response.text).links
    assert 'role="search"' in response.text


def test_a_removed_record_is_a_page_that_says_what_it_was(http: httpx2.Client, record: Any) -> None:
    removals = [change for change in record["changes"].values() if change["kind"] == "removed"]
    assert removals
    for change in removals:
        response = http.get(f"{urls.VIEW}/{change['record'].lstrip('/')}")
        assert (response.status_code, change["reason"] in Page(response.text).text) == (410, True)


def test_the_check_of_what_was_used(http: httpx2.Client) -> None:
    used = "https://example.org/view/strikes/iranian-strikes-in-pakistan"
    since_first = http.get(urls.CORRECTIONS_PAGE, params={"version": "1.0.0", "used": used}).text
    assert "changes to what you used since version 1.0.0" in since_first
    version = http.get("/dataset").json()["dataset"]["version"]
    assert (
        "Nothing you used has changed"
        in http.get(urls.CORRECTIONS_PAGE, params={"version": version, "used": used}).text
    )
    many = " ".join(f"https://example.org/people/arif-alvi?copy={number}" for number in range(99))
    params = {"version": version, "used": f"{used} {many}"}
    assert "Nothing you used has changed" in http.get(urls.CORRECTIONS_PAGE, params=params).text
    params["used"] = " ".join(f"https://example.org/people/person-{number}" for number in range(51))
    assert "at most 50 are accepted" in http.get(urls.CORRECTIONS_PAGE, params=params).text
    assert "1.0.0" in http.get(urls.CORRECTIONS_PAGE, params={"version": "9.9.9", "used": used}).text


@pytest.mark.parametrize("words", ["جيش العدل", "iran", "<script>", "zzzz", ""])
def test_search_in_any_script(http: httpx2.Client, words: str) -> None:
    response = http.get(urls.SEARCH_PAGE, params={"q": words})
    assert response.status_code == 200
    assert "<script>" not in response.text.replace("<script src", "")


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        (urls.ROBOTS, "text/plain"),
        (urls.SITEMAP, "application/xml"),
        (urls.FAVICON, "image/x-icon"),
        (urls.MANIFEST, "application/manifest+json"),
    ],
)
def test_files_that_browsers_and_robots_ask_for(http: httpx2.Client, path: str, media_type: str) -> None:
    response = http.get(path)
    assert (response.status_code, response.headers["content-type"].partition(";")[0]) == (200, media_type)


def test_the_sitemap_has_every_page_of_a_record(http: httpx2.Client, base_url: str, record: Any) -> None:
    listed = set(re.findall(r"<loc>([^<]*)</loc>", http.get(urls.SITEMAP).text))
    pages = {base_url + urls.page(kind, id) for kind in KINDS for id in record[kind.collection]}
    assert pages <= listed
    assert {http.get(url.removeprefix(base_url)).status_code for url in listed - pages} == {200}


def test_a_contact_is_named_only_if_there_is_one(http: httpx2.Client, database: Path) -> None:
    assert http.get(urls.SECURITY).status_code == 404
    with serve(database, contact="desk@example.org") as server, server.client() as client:
        assert "Contact: mailto:desk@example.org\n" in client.get(urls.SECURITY).text


def test_linked_data_is_that_of_the_record(http: httpx2.Client, record: Any) -> None:
    for id in record["events"]:
        page = Page(http.get(urls.page("event", id)).text)
        assert page.linked_data == json.loads(http.get(f"/events/{id}.jsonld").text)
