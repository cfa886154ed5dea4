"""Embeds and oEmbed: what other sites show of a record, whatever parameters they send."""

import gzip
import json
import re
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import httpx2
import pytest

from app import urls
from app.pages.embeds import MAX_EVENTS
from app.vocabulary import RecordKind
from tests.support.html import Page

MAX_WEIGHT = 12_000  # bytes, compressed, of all that an embed loads


@pytest.fixture(scope="module")
def embeds(record: dict[str, dict[str, Any]]) -> list[str]:
    """The address of every embed."""
    records = [urls.embed(kind, id) for kind in urls.EMBEDDED for id in record[kind.collection]]
    return [urls.TIMELINE_EMBED, urls.MAP_EMBED, f"{urls.MAP_EMBED}?area=overview", *records]


def test_every_embed_may_be_framed_and_is_small(http: httpx2.Client, embeds: list[str]) -> None:
    for path in embeds:
        response = http.get(path)
        assert response.status_code == 200
        assert "frame-ancestors" not in response.headers["content-security-policy"]
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"
        assert response.headers["cross-origin-embedder-policy"] == "require-corp"
        assert response.headers["x-robots-tag"] == "noindex, indexifembedded"
        files = [link for link in Page(response.text).links if link.startswith("/static/")]
        shown = [file for file in files if "icon" not in file]
        assert len(shown) <= 2
        assert sum(len(gzip.compress(http.get(file).content)) for file in [path, *shown]) <= MAX_WEIGHT


@pytest.mark.parametrize(
    "query",
    [
        "theme=pink",
        "limit=x",
        "limit=-1",
        "limit=²",
        "order=up",
        "version=x",
        "version=9.9",
        "who=me&who=you",
        f"limit={'9' * 5000}",
        f"version={'9' * 5000}",
        "&".join(f"utm_{number}=x" for number in range(500)),
        "type=%FF&party=%00&q=",
    ],
)
def test_no_parameter_breaks_an_embed(http: httpx2.Client, query: str) -> None:
    for path in (urls.TIMELINE_EMBED, urls.MAP_EMBED, urls.embed("strike", "pakistani-strikes-in-iran")):
        assert http.get(f"{path}?{query}").status_code == 200


FILTERED = [
    "type=strike",
    "type=strike&type=statement",
    "party=pakistan&role=initiator",
    "place=balochistan&background=false",
    "since=2024-01-17&until=2024-01-18",
    "q=ambassador",
    "min_killed=5",
]
# A query with values that make no sense, and the one that it is taken for.
SENSELESS = [
    ("type=nonsense", ""),
    ("type=nonsense&type=strike", "type=strike"),
    ("party=atlantis&party=iran&type=strike", "party=iran&type=strike"),
    ("party=PAKISTAN", "party=pakistan"),
    ("since=soon&until=2024-01-15", "until=2024-01-15"),
    ("since=2024-01-20&until=2024-01-10", "until=2024-01-10"),
    ("min_killed=-1&q=ambassador", "q=ambassador"),
    ("sort=-date&facet=type&fields=id&cursor=x&detail=full&count=none", ""),
    ("type=&party=&since=&q=", ""),
    ("type=%FF&type=strike&q=%00", "type=strike"),
]


def shown(http: httpx2.Client, query: str) -> list[str]:
    """The pages of the events that the timeline's embed shows."""
    links = re.findall(r'href="(/view/events/[^"]+)"', http.get(f"{urls.TIMELINE_EMBED}?{query}").text)
    return [str(link) for link in links]


@pytest.mark.parametrize("query", FILTERED)
def test_the_embed_of_the_timeline_takes_the_filters_of_events(http: httpx2.Client, query: str) -> None:
    events = http.get(f"/events?{query}").json()["data"]
    expected = [event["links"]["page"] for event in events]
    assert expected
    version = http.get("/dataset").json()["dataset"]["version"]  # since which there is no correction to make room for
    most = f"limit=100&version={version}"
    assert shown(http, f"{query}&{most}&theme=dark") == expected[:MAX_EVENTS]
    assert shown(http, f"{query}&{most}&order=desc") == expected[::-1][:MAX_EVENTS]


def test_the_embed_of_the_timeline_says_how_many_events_it_leaves_out(http: httpx2.Client) -> None:
    total = http.get("/events?party=pakistan").json()["total"]
    text = Page(http.get(f"{urls.TIMELINE_EMBED}?party=pakistan&limit=3").text).text
    assert f"{total - 3} more events not shown here." in text
    assert "Timeline: selected events" in text


@pytest.mark.parametrize(("query", "taken_for"), SENSELESS)
def test_a_senseless_filter_is_ignored_and_the_others_hold(http: httpx2.Client, query: str, taken_for: str) -> None:
    assert shown(http, f"{query}&limit=100") == shown(http, f"{taken_for}&limit=100") != []


@pytest.mark.parametrize("query", ["q=zzzz", "type=strike&since=2024-01-25", "party=iran&until=2000-01-01"])
def test_filters_that_match_nothing_say_so(http: httpx2.Client, query: str) -> None:
    assert shown(http, query) == []
    page = Page(http.get(f"{urls.TIMELINE_EMBED}?{query}").text)
    assert "No event matches these filters." in page.text
    assert urls.TIMELINE_PAGE in page.links


def test_an_embed_shows_the_corrections_since_it_was_copied(http: httpx2.Client, record: Any) -> None:
    id, text = next(
        (id, document["corrected_by"][0]["text"])
        for id, document in record["claims"].items()
        if document["corrected_by"]
    )
    version = http.get("/dataset").json()["dataset"]["version"]
    path = urls.embed("claim", id)
    for query, shown in (("", True), ("?version=1.0.0", True), ("?version=x", True), (f"?version={version}", False)):
        words = " ".join(Page(http.get(path + query).text).text.split())
        assert (text in words) is shown, query


@pytest.mark.parametrize("path", [urls.TIMELINE_EMBED, urls.MAP_EMBED])
def test_an_embed_of_many_records_shows_their_corrections_too(http: httpx2.Client, path: str) -> None:
    version = http.get("/dataset").json()["dataset"]["version"]
    for query, is_shown in (("", True), ("?version=1.0.0", True), ("?version=x", True), (f"?version={version}", False)):
        text = Page(http.get(path + query).text).text
        assert ("Iranian strikes in Pakistan: Corrected " in text) is is_shown, query


def test_the_embed_of_an_unknown_record_is_not_there(http: httpx2.Client) -> None:
    assert http.get(urls.embed("event", "never-there")).status_code == 404


@pytest.mark.parametrize("kind", urls.EMBEDDED)
def test_oembed_knows_pages_embeds_and_records(
    kind: RecordKind, http: httpx2.Client, base_url: str, record: Any
) -> None:
    for id, document in record[kind.collection].items():
        answers = [
            http.get(urls.OEMBED, params={"url": base_url + path}).json()
            for path in (urls.page(kind, id), urls.embed(kind, id), urls.record(kind, id))
        ]
        assert answers[0] == answers[1] == answers[2]
        answer = answers[0]
        assert (answer["version"], answer["type"], answer["title"]) == ("1.0", "rich", document["caption"])
        assert answer["html"].startswith("<blockquote><a href=")
        assert 'width="100%"' in answer["html"]
        assert http.get(next(link for link in Page(answer["html"]).links if "/embed/" in link)).status_code == 200


@pytest.mark.parametrize(
    ("page", "embed"), [(urls.TIMELINE_PAGE, urls.TIMELINE_EMBED), (urls.MAP_PAGE, urls.MAP_EMBED)]
)
def test_oembed_knows_the_timeline_and_the_map(http: httpx2.Client, base_url: str, page: str, embed: str) -> None:
    answers = [http.get(urls.OEMBED, params={"url": f"{base_url}{path}?utm_source=x"}).json() for path in (page, embed)]
    assert answers[0] == answers[1]
    version = http.get("/dataset").json()["dataset"]["version"]
    discovered = Page(http.get(page).text).alternates[urls.OEMBED_FORMATS["json"]]
    assert http.get(discovered.removeprefix(base_url)).json() == answers[0]
    assert f'src="{base_url}{embed}?version={version}"' in answers[0]["html"]
    assert f'<blockquote><a href="{base_url}{page}">' in answers[0]["html"]


def test_oembed_keeps_what_makes_sense_in_the_query_of_an_address(http: httpx2.Client, base_url: str) -> None:
    query = f"theme=dark&limit=3&order=desc&type=nonsense&party=iran&party=atlantis&background=false&{'x=y&' * 100}"
    html = http.get(urls.OEMBED, params={"url": f"{base_url}{urls.TIMELINE_EMBED}?{query}"}).json()["html"]
    assert (
        f"{urls.TIMELINE_EMBED}?theme=dark&amp;limit=3&amp;order=desc&amp;background=false&amp;party=iran&amp;v" in html
    )
    html = http.get(urls.OEMBED, params={"url": f"{base_url}{urls.MAP_EMBED}?area=overview&theme=x&limit=3"}).json()[
        "html"
    ]
    assert f"{urls.MAP_EMBED}?area=overview&amp;version=" in html


def test_the_address_of_an_embed_leads_to_its_oembed(http: httpx2.Client, base_url: str) -> None:
    alternates = Page(http.get(f"{urls.TIMELINE_EMBED}?type=strike&limit=3").text).alternates
    for media_type in urls.OEMBED_FORMATS.values():
        answer = http.get(alternates[media_type].removeprefix(base_url)).text
        assert f"{urls.TIMELINE_EMBED}?limit=3&amp;type=strike&amp;version=" in answer.replace("&amp;amp;", "&amp;")


@pytest.mark.parametrize("most", ["300", "5000", "0", "-1", "abc", "", "²"])
def test_sizes_obey_the_limits_that_make_sense(http: httpx2.Client, base_url: str, most: str) -> None:
    params = {"url": f"{base_url}/strikes/pakistani-strikes-in-iran", "maxwidth": most, "maxheight": most, "dnt": "1"}
    answer = http.get(urls.OEMBED, params=params).json()
    limit = int(most) if most in {"300", "5000"} else 5000
    assert answer["width"] <= limit
    assert answer["height"] <= limit
    assert f'height="{answer["height"]}"' in answer["html"]


@pytest.mark.parametrize(
    ("most", "size"),
    [("", (1200, 630)), ("abc", (1200, 630)), ("1200", (1200, 630)), ("700", (600, 315)), ("300", None)],
)
def test_the_thumbnail_obeys_the_limits_too(
    http: httpx2.Client, base_url: str, most: str, size: tuple[int, int] | None
) -> None:
    for kind, id in ((RecordKind.STRIKE, "pakistani-strikes-in-iran"), (RecordKind.CLAIM, "iran-nine-people-killed")):
        params = {"url": base_url + urls.record(kind, id), "maxwidth": most, "maxheight": ""}
        answer = http.get(urls.OEMBED, params=params).json()
        given = [answer.get(f"thumbnail_{name}") for name in ("width", "height")]
        assert given == list(size or (None, None))
        if size:
            picture = http.get(answer["thumbnail_url"]).content
            assert [int.from_bytes(picture[start : start + 4], "big") for start in (16, 20)] == given


def test_oembed_in_xml_says_the_same(http: httpx2.Client, base_url: str) -> None:
    url = quote(f"{base_url}/view/timeline", safe="")
    answer = http.get(f"{urls.OEMBED}?url={url}&format=xml")
    assert answer.headers["content-type"].startswith("text/xml")
    expected = http.get(f"{urls.OEMBED}?url={url}").json()
    assert {part.tag: part.text for part in fromstring(answer.text)} == {key: str(expected[key]) for key in expected}  # noqa: S314


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("url=https://example.com/events/kerman-bombings", 404),
        ("url=BASE/events/nope", 404),
        ("url=BASE/people/arif-alvi", 404),
        ("url=http://[", 404),
        ("url=BASE0/view/map", 404),
        ("url=http://127.0.0.1:x/view/map", 404),
        ("url=BASE/events/kerman-bombings&format=yaml", 501),
    ],
)
def test_what_oembed_refuses(http: httpx2.Client, base_url: str, query: str, status: int) -> None:
    response = http.get(f"{urls.OEMBED}?{query.replace('BASE', base_url)}")
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")


def test_the_list_of_providers_names_this_one(http: httpx2.Client, base_url: str) -> None:
    (provider,) = http.get(urls.OEMBED_PROVIDERS).json()
    (endpoint,) = provider["endpoints"]
    assert endpoint["url"] == base_url + urls.OEMBED
    assert {f"{base_url}{path}*" for path in ("/view/strikes/", urls.MAP_EMBED, urls.MAP_PAGE)} <= {
        *endpoint["schemes"]
    }
    assert json.dumps(provider)
