"""The builder of embeds: what it shows for a choice, and the snippets to copy, which are text and nothing else."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import httpx2
import pytest

from app import urls
from app.pages.embeds import strike_context
from tests.support.html import Page, addresses, snippets

STRIKE = "strikes/pakistani-strikes-in-iran"
HOSTILE = "\"><script>alert(1)</script>&'„ جيش"


def frame_of(text: str) -> str:
    """The address of the preview."""
    (src,) = re.findall(r'<iframe src="([^"]+)"', text)
    return unescape(src)


def built(http: httpx2.Client, **params: Any) -> str:
    """The page of the builder for these parameters."""
    response = http.get(urls.BUILDER, params=params)
    assert response.status_code == 200
    return response.text


def test_the_builder_may_frame_our_embeds_and_nobody_may_frame_it(http: httpx2.Client) -> None:
    policy = http.get(urls.BUILDER).headers["content-security-policy"].split("; ")
    assert {"frame-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "default-src 'none'"} <= {*policy}


def test_it_begins_with_a_strike_and_lists_all_that_can_be_embedded(http: httpx2.Client, record: Any) -> None:
    text = built(http)
    assert frame_of(text).startswith("/embed/strikes/iranian-strikes-in-pakistan?version=")
    values = re.findall(r'<option value="([^"]+)"', text)
    listed = {f"{kind.collection}/{id}" for kind in urls.EMBEDDED for id in record[kind.collection]}
    assert {*listed, "timeline", "map"} <= {*values}


@pytest.mark.parametrize(
    ("what", "path"), [("timeline", urls.TIMELINE_EMBED), ("map", urls.MAP_EMBED), (STRIKE, f"/embed/{STRIKE}")]
)
def test_what_is_chosen_is_shown_and_every_address_in_its_snippets_answers(
    http: httpx2.Client, base_url: str, what: str, path: str
) -> None:
    text = built(http, what=what, theme="dark")
    version = http.get("/dataset").json()["dataset"]["version"]
    assert frame_of(text) == f"{path}?theme=dark&version={version}"
    assert f'<option value="{what}" selected>' in text
    found = {address for code in snippets(text).values() for address in addresses(code, base_url)}
    assert len(found) >= 4
    assert [address for address in found if http.get(address).status_code != 200] == []


def test_every_snippet_can_be_had_for_a_record_and_is_text(http: httpx2.Client, base_url: str, record: Any) -> None:
    text = built(http, what=STRIKE)
    strike = record["strikes"]["pakistani-strikes-in-iran"]
    found = snippets(text)
    assert list(found) == ["address", "frame", "element", "newsletter", "csv", "sheets", "pandas", "r", "d3"]
    assert len(re.findall("<iframe", text)) == 1
    assert "<skirmishes-embed" not in text
    assert found["address"] == base_url + urls.page("strike", strike["id"])
    assert f'title="{strike["caption"]}" width="100%" height="600" loading="lazy"' in found["frame"]
    assert f'<script src="{base_url}/static/embed.v1.js" async></script>' in found["element"]
    assert f'<img src="{base_url}{urls.card("strike", strike["id"])}" alt="{strike["caption"]}. ' in found["newsletter"]
    for claim in strike_context(strike)["casualties"]:
        assert claim["text"] in found["element"]
        assert claim["text"] in found["newsletter"]


def test_the_filters_of_a_timeline_stay_in_the_form_and_stand_in_every_address(
    http: httpx2.Client, base_url: str
) -> None:
    query = {"type": ["strike", "statement"], "party": ["iran", "pakistan"], "since": "2024-01-16", "min_killed": "2"}
    text = built(http, what="timeline", limit="3", order="desc", until="", q="", **query)
    src = frame_of(text)
    assert src.startswith("/embed/timeline?limit=3&order=desc&min_killed=2&party=iran&party=pakistan&since=2024-01-16&")
    form = text.partition("</form>")[0]
    for shown in (
        '<input type="checkbox" name="type" value="strike" checked>',
        '<option value="iran" selected>',
        '<input id="since" name="since" type="date" value="2024-01-16">',
        '<input type="hidden" name="party" value="pakistan">',
        '<input type="hidden" name="min_killed" value="2">',
    ):
        assert shown in form
    assert f"{base_url}{src}" in unescape(snippets(text)["frame"])
    rows = http.get(snippets(text)["csv"].removeprefix(base_url)).text.splitlines()[1:]
    events = http.get("/events", params=query).json()
    assert len(rows) == events["total"] > 0


@pytest.mark.parametrize("what", ["strikes/nope", "people/arif-alvi", "../view/timeline", "zzz", HOSTILE, "x" * 5000])
def test_a_choice_that_is_not_there_says_what_to_do(http: httpx2.Client, what: str) -> None:
    text = built(http, what=what)
    assert "Choose what to show from the list." in text
    assert snippets(text) == {}
    assert "<script>" not in text


@pytest.mark.parametrize(
    "query",
    [
        "theme=pink&limit=x&order=up&area=moon",
        "type=nonsense&since=soon&party=atlantis&q=",
        "what=%FF&theme=%00",
        "&".join(f"type={number}" for number in range(500)),
        f"limit={'9' * 5000}&min_killed=-1",
    ],
)
@pytest.mark.parametrize("what", ["timeline", "map", STRIKE])
def test_values_without_sense_are_ignored(http: httpx2.Client, query: str, what: str) -> None:
    text = http.get(f"{urls.BUILDER}?what={what}&{query}").text
    src = f"/embed/{what}"
    assert re.fullmatch(rf"{src}\?(limit=100&)?version=[\d.]+", frame_of(text))


def test_words_of_a_reader_stay_text(http: httpx2.Client) -> None:
    text = built(http, what="timeline", q=HOSTILE)
    assert "<script>" not in text
    encoded = quote(HOSTILE, safe="").replace("%20", "+")
    for name, code in snippets(text).items():
        if name != "newsletter":  # which leads to the timeline's page
            assert f"q={encoded}" in code, name


def test_the_embed_link_of_a_page_leads_to_the_builder_with_the_record_chosen(http: httpx2.Client) -> None:
    links = Page(http.get(f"/view/{STRIKE}").text).links | Page(http.get(urls.VIEW).text).links
    assert {f"{urls.BUILDER}?what={what}" for what in (STRIKE, "timeline", "map")} <= links
