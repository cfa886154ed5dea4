"""PyLD: linked data from its addresses, expanded to whole terms. The two published contexts are those of the tests."""

from typing import Any

import httpx2
import pytest

from app import urls
from app.formats import annotations, jsonld
from app.resources import RESOURCES, Resource
from tests.clients.reading import BOMBINGS, UNDATED, address, client, total
from tests.support.linked_terms import ANNOTATION_CONTEXT, CONTEXTS, OA, SCHEMA, SCHEMA_CONTEXT
from tests.support.questions import path, records

pyld = client("pyld")
KINDS = {"events": f"{SCHEMA}Event", "claims": f"{SCHEMA}Claim", "passages": f"{OA}Annotation"}
LINKED = [resource for resource in RESOURCES if resource.name in KINDS]
Node = dict[str, Any]


def loaded(url: str, options: Node) -> Node:
    """What stands at an address: ours as the client asks for it, contexts from the tests, nothing else."""
    if url in CONTEXTS:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXTS[url]}}
    assert url.startswith("http://127.0.0.1:"), url
    found: Node = pyld.jsonld.requests_document_loader()(url, options)
    assert found["contentType"].partition(";")[0] == jsonld.MEDIA_TYPE == annotations.MEDIA_TYPE.partition(";")[0]
    return found


def expanded(http: httpx2.Client, target: str) -> Node:
    """The one node that an address of ours tells of."""
    (node,) = pyld.jsonld.expand(address(http, target), {"documentLoader": loaded})
    return dict(node)


def linked(resource: Resource, id: str) -> str:
    """Where the linked data of a record is."""
    return urls.annotation(id) if resource.name == "passages" else f"{path(resource)}/{id}.jsonld"


@pytest.mark.parametrize("resource", LINKED, ids=lambda resource: resource.name)
def test_every_record_is_a_node_of_its_own(http: httpx2.Client, resource: Resource) -> None:
    expected = records(http, path(resource))
    nodes = [expanded(http, linked(resource, record["id"])) for record in expected]
    assert len({node["@id"] for node in nodes}) == len(nodes) == total(http, resource)
    assert all(node["@type"] == [KINDS[resource.name]] for node in nodes)


@pytest.mark.parametrize("resource", LINKED, ids=lambda resource: resource.name)
def test_no_term_is_lost_and_it_becomes_triples(http: httpx2.Client, resource: Resource) -> None:
    target = linked(resource, resource.example)
    node = expanded(http, target)
    context = ANNOTATION_CONTEXT if resource.name == "passages" else SCHEMA_CONTEXT
    options = {"documentLoader": loaded}
    stated = {name for name in http.get(target).json() if name not in {"@context", "@id", "@type", "id", "type"}}
    assert len(stated) == len([name for name in node if not name.startswith("@")])
    again = pyld.jsonld.compact(node, context, options)
    assert stated <= set(again)
    triples = pyld.jsonld.to_rdf(node, {**options, "format": "application/n-quads"})
    assert f"<{node['@id']}>" in triples


def test_days_are_dates_and_what_is_not_stated_is_not_there(http: httpx2.Client) -> None:
    dated, undated = (expanded(http, f"/events/{id}.jsonld") for id in (BOMBINGS, UNDATED))
    assert dated[f"{SCHEMA}startDate"] == [{"@type": f"{SCHEMA}Date", "@value": "2024-01-03"}]
    assert f"{SCHEMA}startDate" not in undated
    (place,) = dated[f"{SCHEMA}location"]
    (point,) = place[f"{SCHEMA}geo"]
    assert point[f"{SCHEMA}latitude"] == [{"@value": 30.28321}]


def test_the_dataset_names_its_files_by_whole_addresses(http: httpx2.Client) -> None:
    dataset = expanded(http, urls.DATASET_LD)
    files = [file[f"{SCHEMA}contentUrl"][0]["@id"] for file in dataset[f"{SCHEMA}distribution"]]
    assert all(http.head(file).status_code == 200 for file in files)
    assert "Iran–Pakistan" in dataset[f"{SCHEMA}name"][0]["@value"]
    assert dataset[f"{SCHEMA}license"] == [{"@id": "https://creativecommons.org/licenses/by-sa/4.0/"}]
