"""The contract of every collection: each list and record answers, as its model says, and all links lead somewhere."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from app import addresses
from app.catalogue import COLLECTIONS, Collection
from app.errors import MEDIA_TYPE, Problem
from app.schemas.base import Brief
from tests.questions import Documents, asked, every_collection, ids, path, records


@pytest.fixture(scope="module")
def full(http: httpx2.Client) -> dict[str, Documents]:
    """Every whole document of every collection."""
    return {collection.name: records(http, path(collection), {"detail": "full"}) for collection in COLLECTIONS}


def own(collection: Collection, id: str) -> str:
    """A record's own address."""
    return addresses.record(collection.kind, id)


def holds(model: type[Brief], document: dict[str, Any]) -> None:
    """The document is what the model says: each key, no other, each of its type."""
    model.model_validate_json(json.dumps(document), strict=True)
    assert document.keys() == model.model_fields.keys()


def links(document: Any, name: str = "") -> Iterator[str]:
    """Every address within a document: each `href`, and all that stands under `links`."""
    if isinstance(document, dict):
        for key, value in document.items():
            if isinstance(value, str) and (key == "href" or name == "links"):
                yield value
            yield from links(value, key)
    elif isinstance(document, list):
        for item in document:
            yield from links(item)


@every_collection
def test_a_list_has_every_record_in_brief(http: httpx2.Client, collection: Collection) -> None:
    documents = records(http, path(collection))
    assert documents
    for document in documents:
        holds(collection.brief, document)


@every_collection
def test_a_record_has_its_whole_document_at_its_own_address(
    http: httpx2.Client, full: dict[str, Documents], collection: Collection
) -> None:
    for document in full[collection.name]:
        holds(collection.full, document)
        answer = http.get(own(collection, document["id"]))
        assert answer.status_code == 200
        assert answer.json()["data"] == document
        assert document["links"]["self"] == own(collection, document["id"])
        collection.answer.model_validate_json(answer.content, strict=True)


@every_collection
def test_a_brief_document_is_part_of_the_whole_one(
    http: httpx2.Client, full: dict[str, Documents], collection: Collection
) -> None:
    for brief, whole in zip(records(http, path(collection)), full[collection.name], strict=True):
        assert brief == {name: whole[name] for name in brief}


def test_every_link_in_every_document_leads_somewhere(http: httpx2.Client, full: dict[str, Documents]) -> None:
    answers = [asked(http, top) for top in (addresses.INDEX, addresses.DATASET, addresses.VOCABULARY)]
    found = {link for document in (*full.values(), *answers) for link in links(document)}
    assert all(link.startswith("/") for link in found)
    needs_words = {addresses.SEARCH, addresses.RESOLVE}
    assert {link: status for link in found - needs_words if (status := http.get(link).status_code) != 200} == {}
    assert len(found) > sum(len(documents) for documents in full.values())


@every_collection
def test_an_answer_is_wrapped_as_its_model_says(http: httpx2.Client, base_url: str, collection: Collection) -> None:
    always = {name for name, field in collection.page.model_fields.items() if field.is_required()}
    facets = {"facet": collection.query.facets()[0]}
    plain, counted = asked(http, path(collection)), asked(http, path(collection), facets)
    assert plain.keys() == always
    assert counted.keys() == always | {"facets"}
    for answer in (plain, counted):
        collection.page.model_validate_json(json.dumps(answer), strict=True)
    assert plain["returned"] == len(plain["data"])
    assert plain["citation"]["url"] == base_url + path(collection)


@every_collection
def test_fields_keeps_what_it_names_and_the_id(
    http: httpx2.Client, full: dict[str, Documents], collection: Collection
) -> None:
    names = list(collection.full.model_fields)
    for chosen in (*([name] for name in names), names[1:3], names[-2:]):
        kept = asked(http, path(collection), {"fields": ",".join(chosen)})["data"]
        whole = full[collection.name][: len(kept)]
        assert kept == [{name: value for name, value in item.items() if name in {"id", *chosen}} for item in whole]


@every_collection
def test_an_unknown_id_is_answered_with_the_nearest(http: httpx2.Client, collection: Collection) -> None:
    for id in ids(http, path(collection))[:3]:
        answer = http.get(own(collection, f"{id}x"))
        problem = Problem.model_validate_json(answer.content)
        assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)
        assert id in problem.errors[0].nearest
        assert id in problem.detail


@every_collection
def test_a_record_is_found_under_its_exact_id_only(http: httpx2.Client, collection: Collection) -> None:
    id = ids(http, path(collection))[0]
    for other in (id.upper(), f"{id}/", f"{id}%20", f" {id}", f"{id}.", "%", "*", "'", "x" * 5000):
        assert http.get(own(collection, other)).status_code == 404
