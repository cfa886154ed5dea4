"""Linked data over every record: types and properties that exist, whole addresses, nothing that is not stated."""

import hashlib
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import Connection, text

from app import urls
from app.formats import annotations, jsonld
from app.formats.jsonld import Distribution
from tests.support.linked_terms import CONTEXTS, PROPERTIES
from tests.support.paths import ARTICLE, needs_article

BASE = "https://record.example"
FORMS = [Distribution("Events", "text/csv", "/events.csv"), Distribution("All", "application/json", "/all.json")]
Node = dict[str, Any]
Records = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def about(sql: Connection) -> Node:
    """What /dataset answers."""
    found: Node = json.loads(sql.execute(text("SELECT document FROM dataset")).scalar_one())
    return found


@pytest.fixture(scope="module")
def events(record: Records) -> dict[str, Node]:
    return {id: jsonld.event_node(document, BASE) for id, document in record["events"].items()}


@pytest.fixture(scope="module")
def claims(record: Records) -> dict[str, Node]:
    return {id: jsonld.claim_node(document, BASE) for id, document in record["claims"].items()}


@pytest.fixture(scope="module")
def dataset(record: Records, about: Node) -> Node:
    return jsonld.dataset_node(about, BASE, FORMS, record["places"].values())


@pytest.fixture(scope="module")
def notes(record: Records) -> dict[str, Node]:
    article = record["sources"]["article"]
    return {id: annotations.annotation(document, BASE, article) for id, document in record["passages"].items()}


@pytest.fixture(scope="module")
def every(events: Records, claims: Records, dataset: Node, notes: Records) -> list[Node]:
    """Every document."""
    return [*events.values(), *claims.values(), dataset, *notes.values()]


def within(value: Any) -> Iterator[Any]:
    """A value and all that is in it."""
    yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from within(part)


def test_nothing_is_null_or_empty_and_every_id_is_absolute(every: list[Node]) -> None:
    for part in (part for document in every for part in within(document)):
        assert part not in (None, "", [], {})
        if isinstance(part, dict):
            for name in part.keys() & {"@id", "id", "url", "source", "cached", "contentUrl", "license", "rights"}:
                assert urlsplit(part[name]).scheme in {"https", "ni"}, part


def test_every_type_and_property_is_one_of_schema_org(events: Records, claims: Records, dataset: Node) -> None:
    for part in within([*events.values(), *claims.values(), dataset]):
        if isinstance(part, dict):
            own = {name for name in part if not name.startswith("@")}
            assert own <= PROPERTIES[part["@type"]], part


def test_nothing_is_rated(every: list[Node]) -> None:
    said = json.dumps(every)
    assert [word for word in ("ClaimReview", "reviewRating", "claimInterpreter", "claimReviewed") if word in said] == []


def test_an_event_has_the_days_that_are_stated_and_no_others(events: Records, record: Records) -> None:
    assert {event["@type"] for event in events.values()} == {"Event"}
    for id, event in events.items():
        date = record["events"][id]["date"]
        assert (event.get("startDate"), event.get("endDate")) == (date["start"], date["end"])
        assert event["@id"] == f"{BASE}/events/{id}"
    assert [id for id, event in events.items() if "startDate" not in event]


def test_a_place_has_a_point_only_if_one_is_known(events: Records, record: Records) -> None:
    for id, event in events.items():
        for shown, stored in zip(event.get("location", []), record["events"][id]["places"], strict=True):
            point = shown.get("geo", {})
            assert (point.get("latitude"), point.get("longitude")) == (stored["latitude"], stored["longitude"])
            assert ("additionalProperty" in shown) is ("geo" in shown)


def test_a_part_that_stands_on_somebodys_word_says_whose(events: Records, record: Records) -> None:
    for id, event in events.items():
        parts = record["events"][id]["parties"] + record["events"][id]["people"]
        for shown, stored in zip(event.get("about", []), parts, strict=True):
            asserted = stored.get("asserted_by")
            assert shown.get("description", "").startswith(f"According to {asserted['name']};" if asserted else "")
            assert ("description" in shown) is bool(asserted)
            assert shown["about"]["name"] == stored.get("party", stored.get("person"))["name"]


def test_an_event_names_what_tells_of_it(events: Records, record: Records) -> None:
    for id, event in events.items():
        stored = record["events"][id]
        told = [f"{BASE}{source['href']}" for source in stored["sources"]]
        told += [f"{BASE}{urls.record('claim', claim['id'])}" for claim in stored["claims"]]
        told += [f"{BASE}{urls.record('passage', item['passage']['id'])}" for item in stored["evidence"]]
        assert {work["@id"] for work in event["subjectOf"]} == set(told)


def test_a_claim_is_its_claimants_or_its_speakers_or_nobodys(claims: Records, record: Records) -> None:
    for id, claim in claims.items():
        stored = record["claims"][id]
        claimant, speaker, cited = stored["claimant"], stored["speaker"], stored["sources"]
        assert (claim["@type"], claim["text"]) == ("Claim", stored["statement"])
        assert claim.get("author", {}).get("name") == (claimant["name"] if claimant else speaker)
        assert claim.get("author", {}).get("@id") == (claimant and BASE + claimant["href"])
        first = claim.get("firstAppearance", {}).get("@id")
        assert first == (BASE + cited[0]["href"] if len(cited) == 1 else None)
        assert len(claim.get("citation", [])) == len(cited)
    assert [id for id, claim in claims.items() if "author" not in claim]


def test_the_dataset_has_what_dataset_search_asks_for(dataset: Node, about: Node, record: Records) -> None:
    assert dataset.keys() >= {
        "name", "description", "license", "version", "datePublished", "dateModified", "creator", "isBasedOn",
        "keywords", "distribution", "temporalCoverage", "spatialCoverage", "variableMeasured", "url", "identifier",
    }  # fmt: skip
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["identifier"]["value"] == about["digest"]
    assert dataset["isBasedOn"]["@id"] == about["article_url"]
    assert dataset["temporalCoverage"] == "2024-01-03/2024-01-29"
    assert [form["contentUrl"] for form in dataset["distribution"]] == [BASE + form.path for form in FORMS]
    assert {place["name"] for place in dataset["spatialCoverage"]} == {at["name"] for at in record["places"].values()}
    assert "distribution" not in jsonld.dataset_node(about, BASE)


def test_an_annotation_links_its_passage_to_what_it_supports(notes: Records, record: Records) -> None:
    for id, note in notes.items():
        stored, target = record["passages"][id], note["target"]
        position, fragment = target["selector"]
        assert note["id"] == f"{BASE}/annotations/{id}.jsonld"
        assert {body["id"] for body in note.get("body", [])} == {BASE + item["href"] for item in stored["supports"]}
        assert (position["start"], position["end"]) == (stored["start"], stored["end"])
        assert f"{target['source']}#{fragment['value']}" == stored["url"]


@needs_article
def test_an_annotation_names_the_very_text_it_counts_in(notes: Records, record: Records) -> None:
    article = ARTICLE.read_bytes()
    for id, note in notes.items():
        digest = note["target"]["state"]["cached"].removeprefix("ni:///sha-256;")
        assert urlsafe_b64decode(digest + "=") == hashlib.sha256(article).digest()
        position = note["target"]["selector"][0]
        words = article.decode()[position["start"] : position["end"]]
        assert hashlib.sha256(words.encode()).hexdigest() == record["passages"][id]["sha256"]


def test_a_processor_of_json_ld_reads_every_word_of_it(every: list[Node]) -> None:
    pyld = pytest.importorskip("pyld", reason="pyld is not installed; nothing expands the documents").jsonld

    def loader(url: str, options: Any) -> Node:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}

    for document in every:
        (expanded,) = pyld.expand(document, {"documentLoader": loader})
        keys = [name for part in within(document) if isinstance(part, dict) for name in part if name != "@context"]
        read = [name for part in within(expanded) if isinstance(part, dict) for name in part]
        assert all(name.startswith(("@", "http")) for name in read)
        terms = [name for name in keys if not name.startswith("@") and name not in {"id", "type"}]
        assert len([name for name in read if name.startswith("http")]) == len(terms)
