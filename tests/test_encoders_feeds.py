"""Atom and JSON Feed, over all real records, read by parsers nobody here wrote."""

import json
from typing import Any

import pytest
from hypothesis import given

from app.formats import atom, jsonfeed
from app.vocabulary import COLLECTIONS
from tests.support.encoding import HEAD, Record, encoded, hard, xml

REASON = "feedparser is not installed; the feeds are still read as XML and JSON"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
CHANGE: dict[str, Any] = {
    "id": "1-1-0-b",
    "links": {"self": "/changes/1-1-0-b", "record": "/events/kerman-bombings"},
    "version": "1.1.0",
    "released": "2027-02-03",
    "kind": "corrected",
    "record": "events/kerman-bombings",
    "field": "background",
    "before": False,
    "after": True,
    "reason": "It led up to them.",
    "text": "Corrected 3 February 2027: background yes, previously no",
    "caption": "Kerman bombings, 3 January 2024: background corrected 3 February 2027",
}

every_collection = pytest.mark.parametrize("name", COLLECTIONS)


def test_what_they_are() -> None:
    assert (atom.ATOM.media_type, atom.ATOM.suffix) == ("application/atom+xml", "atom")
    assert (jsonfeed.JSON_FEED.media_type, jsonfeed.JSON_FEED.suffix) == ("application/feed+json", "json")


def last_corrected(document: dict[str, Any]) -> str:
    """The day of the newest correction of a record; of the release if there is none."""
    return max((change["released"] for change in document["corrected_by"]), default=HEAD.released)


@every_collection
def test_atom_has_every_record_once_and_what_the_standard_asks_for(record: Record, name: str) -> None:
    feed = xml(encoded(atom, record[name].values()))
    entries = feed.findall("a:entry", ATOM)
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert ids == [f"tag:skirmishes.example,2026:{name}/{id}" for id in record[name]]
    for part in [feed, *entries]:
        assert all(part.findtext(f"a:{wanted}", namespaces=ATOM) for wanted in ("id", "title", "updated"))
    days = [one.get("released") or last_corrected(one) for one in record[name].values()]
    assert [entry.findtext("a:updated", namespaces=ATOM) for entry in entries] == [f"{day}T00:00:00Z" for day in days]
    assert not [one for one in feed.iter() if one.text == "None" or (not one.text and not one.attrib and not len(one))]


@every_collection
def test_feedparser_reads_every_record(record: Record, name: str) -> None:
    feedparser = pytest.importorskip("feedparser", reason=REASON)
    feed = feedparser.parse(encoded(atom, record[name].values()))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == f"Events: {HEAD.dataset}"
    assert (feed.feed.rights, feed.feed.author_detail.name) == (HEAD.licence, HEAD.dataset)
    assert [link.href for link in feed.feed.links if link.rel == "self"] == [HEAD.url]
    assert [one.link for one in feed.entries] == [f"https://node.test/{name}/{id}" for id in record[name]]


@every_collection
def test_json_feed_has_every_record_once_and_no_null(record: Record, name: str) -> None:
    text = encoded(jsonfeed, record[name].values())
    feed = json.loads(text)
    assert "null" not in text.replace('null"', "")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == HEAD.url
    assert [item["id"] for item in feed["items"]] == [f"tag:skirmishes.example,2026:{name}/{id}" for id in record[name]]
    assert all(item["title"] and item["content_text"] and item["url"] for item in feed["items"])


def test_titles_and_texts_are_the_records_own(record: Record) -> None:
    for name, title, text in (("events", "title", "summary"), ("discrepancies", "title", "explanation")):
        feed = json.loads(encoded(jsonfeed, record[name].values()))
        said = [(item["title"], item["content_text"]) for item in feed["items"]]
        assert said == [(one[title], one[text]) for one in record[name].values()]
    claims = json.loads(encoded(jsonfeed, record["claims"].values()))["items"]
    said = [(item["title"], item["content_text"]) for item in claims]
    assert said == [(claim["caption"], claim["text"]) for claim in record["claims"].values()]
    strikes = json.loads(encoded(jsonfeed, record["strikes"].values()))["items"]
    assert [item["title"] for item in strikes] == [one["event"]["title"] for one in record["strikes"].values()]


def test_ids_do_not_change_with_the_node(record: Record) -> None:
    other = type(HEAD)(HEAD.title, "http://b.test/x?type=strike", "http://b.test", "D", "1", "2027-01-01", "L")
    mine, others = (xml(encoded(atom, record["events"].values(), head)) for head in (HEAD, other))
    mine_ids, others_ids = ([one.text for one in feed.findall("a:entry/a:id", ATOM)] for feed in (mine, others))
    assert mine_ids == others_ids
    assert mine.findtext("a:id", namespaces=ATOM) == "tag:skirmishes.example,2026:events.x?type=strike"


def test_a_correction_moves_the_time_of_its_record(record: Record) -> None:
    corrections = [{"id": "a", "href": "/changes/a"}, {"id": "b", "href": "/changes/b", "released": "2027-02-03"}]
    event = record["events"]["kerman-bombings"] | {"corrected_by": corrections}
    item = json.loads(encoded(jsonfeed, [event]))["items"][0]
    assert item["date_modified"] == "2027-02-03T00:00:00Z"


def test_a_change_says_what_was_and_what_is() -> None:
    item = json.loads(encoded(jsonfeed, [CHANGE]))["items"][0]
    assert item == {
        "id": "tag:skirmishes.example,2026:changes/1-1-0-b",
        "url": "https://node.test/changes/1-1-0-b",
        "external_url": "https://node.test/events/kerman-bombings",
        "title": CHANGE["caption"],
        "content_text": f"{CHANGE['text']}. {CHANGE['reason']}",
        "date_modified": "2027-02-03T00:00:00Z",
        "tags": ["corrected"],
    }
    feed = xml(encoded(atom, [CHANGE]))
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:entry/a:link", ATOM)}
    assert links == {"alternate": item["url"], "related": item["external_url"]}


def test_a_feed_of_nothing_is_a_feed() -> None:
    assert xml(encoded(atom, [])).findall("a:entry", ATOM) == []
    assert json.loads(encoded(jsonfeed, []))["items"] == []


@given(title=hard, summary=hard)
def test_any_text_is_read_as_it_was_written(title: str, summary: str) -> None:
    event = {"id": "a", "links": {"self": "/events/a"}, "title": title, "summary": summary, "type": "strike"}
    entry = xml(encoded(atom, [event])).find("a:entry", ATOM)
    item = json.loads(encoded(jsonfeed, [event]))["items"][0]
    assert entry is not None
    assert [entry.findtext(f"a:{name}", namespaces=ATOM) for name in ("title", "summary")] == [title, summary]
    assert [item["title"], item["content_text"]] == [title, summary]
