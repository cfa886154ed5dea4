"""The contract of every resource: each list and record answers, as its model says, and all links lead somewhere."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from app import urls
from app.errors import MEDIA_TYPE, Problem
from app.resources import RESOURCES, Resource
from app.schemas.base import Brief
from tests.support.questions import Documents, asked, every_collection, ids, path, records


@pytest.fixture(scope="module")
def full(http: httpx2.Client) -> dict[str, Documents]:
    """Every whole document of every resource."""
    return {resource.name: records(http, path(resource), {"detail": "full"}) for resource in RESOURCES}


def own(resource: Resource, id: str) -> str:
    """A record's own address."""
    return urls.record(resource.kind, id)


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
def test_a_list_has_every_record_in_brief(http: httpx2.Client, resource: Resource) -> None:
    documents = records(http, path(resource))
    assert documents
    for document in documents:
        holds(resource.brief, document)


@every_collection
def test_a_record_has_its_whole_document_at_its_own_address(
    http: httpx2.Client, full: dict[str, Documents], resource: Resource
) -> None:
    for document in full[resource.name]:
        holds(resource.full, document)
        answer = http.get(own(resource, document["id"]))
        assert answer.status_code == 200
        assert answer.json()["data"] == document
        assert document["links"]["self"] == own(resource, document["id"])
        resource.answer.model_validate_json(answer.content, strict=True)


@every_collection
def test_a_brief_document_is_part_of_the_whole_one(
    http: httpx2.Client, full: dict[str, Documents], resource: Resource
) -> None:
    for brief, whole in zip(records(http, path(resource)), full[resource.name], strict=True):
        assert brief == {name: whole[name] for name in brief}


def test_every_link_in_every_document_leads_somewhere(http: httpx2.Client, full: dict[str, Documents]) -> None:
    answers = [asked(http, top) for top in (urls.INDEX, urls.DATASET, urls.VOCABULARY)]
    found = {link for document in (*full.values(), *answers) for link in links(document)}
    assert all(link.startswith("/") for link in found)
    needs_words = {urls.SEARCH, urls.RESOLVE}
    assert {link: status for link in found - needs_words if (status := http.get(link).status_code) != 200} == {}
    assert len(found) > sum(len(documents) for documents in full.values())


@every_collection
def test_an_answer_is_wrapped_as_its_model_says(http: httpx2.Client, base_url: str, resource: Resource) -> None:
    always = {name for name, field in resource.page.model_fields.items() if field.is_required()}
    facets = {"facet": resource.query.facet_names()[0]}
    plain, counted = asked(http, path(resource)), asked(http, path(resource), facets)
    assert plain.keys() == always
    assert counted.keys() == always | {"facets"}
    for answer in (plain, counted):
        resource.page.model_validate_json(json.dumps(answer), strict=True)
    assert plain["returned"] == len(plain["data"])
    assert plain["citation"]["url"] == base_url + path(resource)


@every_collection
def test_fields_keeps_what_it_names_and_the_id(
    http: httpx2.Client, full: dict[str, Documents], resource: Resource
) -> None:
    names = list(resource.full.model_fields)
    for chosen in (*([name] for name in names), names[1:3], names[-2:]):
        kept = asked(http, path(resource), {"fields": ",".join(chosen)})["data"]
        whole = full[resource.name][: len(kept)]
        assert kept == [{name: value for name, value in item.items() if name in {"id", *chosen}} for item in whole]


@every_collection
def test_an_unknown_id_is_answered_with_the_nearest(http: httpx2.Client, resource: Resource) -> None:
    for id in ids(http, path(resource))[:3]:
        answer = http.get(own(resource, f"{id}x"))
        problem = Problem.model_validate_json(answer.content)
        assert (answer.status_code, answer.headers["content-type"]) == (404, MEDIA_TYPE)
        assert id in problem.errors[0].nearest
        assert id in problem.detail


@every_collection
def test_a_record_is_found_under_its_exact_id_only(http: httpx2.Client, resource: Resource) -> None:
    id = ids(http, path(resource))[0]
    for other in (id.upper(), f"{id}/"):
        assert http.get(own(resource, other)).headers["location"] == own(resource, id)
    for other in (f"{id}%20", f" {id}", f"{id}.", "%", "*", "'", "x" * 5000):
        assert http.get(own(resource, other)).status_code == 404
