"""JSON Feed 1.1: no reader of it is a library, so its specification is the client, as a JSON Schema."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import jsonschema_rs
import pytest

from app import urls
from app.resources import RESOURCES, Resource
from tests.clients.reading import BOMBINGS, address, total
from tests.support.questions import path, records

SCHEMA = json.loads(Path(__file__).with_name("json-feed.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
FED = [resource for resource in RESOURCES if resource.has_feed]


def feed(http: httpx2.Client, name: str) -> dict[str, Any]:
    """A feed that is as the specification says, and names its own address."""
    found: dict[str, Any] = http.get(urls.feed(name, "json")).raise_for_status().json()
    assert [error.message for error in VALID.iter_errors(found)] == []
    assert found["feed_url"] == address(http, urls.feed(name, "json"))
    return found


@pytest.mark.parametrize("resource", FED, ids=lambda resource: resource.name)
def test_a_feed_is_valid_and_has_every_record(http: httpx2.Client, resource: Resource) -> None:
    items = feed(http, resource.name)["items"]
    expected = records(http, path(resource))
    assert len(items) == len({item["id"] for item in items}) == total(http, resource)
    assert [item["url"] for item in items] == [address(http, record["links"]["self"]) for record in expected]
    assert all(datetime.fromisoformat(item["date_modified"]).tzinfo for item in items)


def test_the_feed_of_a_record_is_valid_and_tells_of_it(http: httpx2.Client) -> None:
    event = http.get(f"/events/{BOMBINGS}").json()["data"]
    (item, *_) = feed(http, f"events/{BOMBINGS}")["items"]
    assert (item["title"], item["content_text"], item["tags"]) == (event["title"], event["summary"], [event["type"]])


def test_the_schema_refuses_what_the_specification_refuses(http: httpx2.Client) -> None:
    found = feed(http, "events")
    assert VALID.is_valid({**found, "items": []})
    (item, *_) = found["items"]
    wrong: list[dict[str, Any]] = [
        {"id": 1},
        {"content_text": None},
        {"url": "/events"},
        {"date_modified": "2026-11-22"},
        {"related": "x"},
    ]
    assert [one for one in wrong if VALID.is_valid({**found, "items": [item | one]})] == []
    assert not VALID.is_valid({**found, "version": "https://jsonfeed.org/version/1"})
