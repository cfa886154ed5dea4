"""feedparser: the Atom feeds, from their addresses."""

from typing import Any

import httpx2
import pytest

from app import urls
from app.resources import RESOURCES, Resource
from tests.clients.reading import BOMBINGS, address, client, total
from tests.support.questions import path, records

feedparser = client("feedparser")
FED = [resource for resource in RESOURCES if resource.has_feed]


def feed(http: httpx2.Client, name: str) -> Any:
    """A feed in which the client finds nothing to mend."""
    read = feedparser.parse(address(http, urls.feed(name, "atom")))
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, read.status) == ("atom10", 200)
    return read


@pytest.mark.parametrize("resource", FED, ids=lambda resource: resource.name)
def test_a_feed_has_every_record_and_its_entries_lead_there(http: httpx2.Client, resource: Resource) -> None:
    read = feed(http, resource.name)
    expected = records(http, path(resource))
    assert len(read.entries) == total(http, resource)
    assert [entry.link for entry in read.entries] == [address(http, one["links"]["self"]) for one in expected]
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    assert all(entry.updated_parsed[:3] >= (2024, 1, 16) and entry.title for entry in read.entries)


def test_text_days_and_ids_arrive_as_they_are(http: httpx2.Client) -> None:
    released = http.get("/dataset").json()["data"]["released"]
    (entry, *_) = [one for one in feed(http, "events").entries if one.link.endswith(BOMBINGS)]
    event = http.get(f"/events/{BOMBINGS}").json()["data"]
    assert (entry.title, entry.summary, entry.tags[0].term) == (event["title"], event["summary"], event["type"])
    assert "{}-{:02}-{:02}".format(*entry.updated_parsed[:3]) == released
    assert feed(http, f"events/{BOMBINGS}").entries[0].id == entry.id
    assert "Iran–Pakistan" in feed(http, "events").feed.title
