"""Every list has the shape its document declares, whatever fields are asked for; so has every record."""

import httpx2
import jsonschema_rs
import pytest

from app import urls
from app.resources import Resource
from app.vocabulary import RecordKind
from tests.support import documented
from tests.support.documented import faults
from tests.support.questions import every_collection

DOCUMENT = documented.described()


def declared(path: str) -> jsonschema_rs.Validator:
    """What an address declares to answer."""
    answer = DOCUMENT["paths"][path]["get"]["responses"]["200"]
    return documented.judge(DOCUMENT, answer["content"][documented.MEDIA_TYPE]["schema"])


@every_collection
def test_a_list_is_as_declared_for_every_field_alone_and_for_all(resource: Resource, http: httpx2.Client) -> None:
    path = urls.collection(resource.name)
    validator = declared(path)
    facets = ",".join(resource.query.facet_names())
    for query in (
        {},
        {"detail": "full"},
        {"count": "none"},
        *({"fields": name} for name in resource.full.model_fields),
    ):
        answer = http.get(path, params={**query, **({"facet": facets} if facets else {})}).json()
        assert faults(validator, answer) == [], query
        assert answer["data"], query


@every_collection
def test_a_list_declares_no_field_that_is_never_there(resource: Resource) -> None:
    item = DOCUMENT["components"]["schemas"][f"{resource.kind.capitalize()}Item"]
    assert item["properties"].keys() == resource.full.model_fields.keys()
    assert item["required"] == ["id"]


@every_collection
def test_every_record_is_as_declared(resource: Resource, http: httpx2.Client) -> None:
    path = urls.collection(resource.name)
    validator = declared(f"{path}/{{id}}")
    for record in http.get(path, params={"fields": "id", "limit": "500"}).json()["data"]:
        assert faults(validator, http.get(f"{path}/{record['id']}").json()) == [], record["id"]


@pytest.mark.parametrize("kind", [RecordKind.EVENT, RecordKind.STRIKE])
def test_every_matrix_is_as_declared(kind: RecordKind, http: httpx2.Client) -> None:
    validator = declared(urls.matrix(kind, "{id}"))
    for record in http.get(urls.collection(kind.collection), params={"fields": "id"}).json()["data"]:
        assert faults(validator, http.get(urls.matrix(kind, record["id"])).json()) == [], record["id"]
