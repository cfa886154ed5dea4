"""Every list has the shape its document declares, whatever fields are asked for; so has every record."""

import httpx2
import jsonschema_rs
import pytest

from app import addresses
from app.catalogue import Collection
from tests import documented
from tests.documented import faults
from tests.questions import every_collection

DOCUMENT = documented.described()


def declared(path: str) -> jsonschema_rs.Validator:
    """What an address declares to answer."""
    answer = DOCUMENT["paths"][path]["get"]["responses"]["200"]
    return documented.judge(DOCUMENT, answer["content"][documented.MEDIA_TYPE]["schema"])


@every_collection
def test_a_list_is_as_declared_for_every_field_alone_and_for_all(collection: Collection, http: httpx2.Client) -> None:
    path = addresses.collection(collection.name)
    validator = declared(path)
    facets = ",".join(collection.query.facets())
    for query in (
        {},
        {"detail": "full"},
        {"count": "none"},
        *({"fields": name} for name in collection.full.model_fields),
    ):
        answer = http.get(path, params={**query, **({"facet": facets} if facets else {})}).json()
        assert faults(validator, answer) == [], query
        assert answer["data"], query


@every_collection
def test_a_list_declares_no_field_that_is_never_there(collection: Collection) -> None:
    item = DOCUMENT["components"]["schemas"][f"{collection.kind.capitalize()}Item"]
    assert item["properties"].keys() == collection.full.model_fields.keys()
    assert item["required"] == ["id"]


@every_collection
def test_every_record_is_as_declared(collection: Collection, http: httpx2.Client) -> None:
    path = addresses.collection(collection.name)
    validator = declared(f"{path}/{{id}}")
    for record in http.get(path, params={"fields": "id", "limit": "500"}).json()["data"]:
        assert faults(validator, http.get(f"{path}/{record['id']}").json()) == [], record["id"]


@pytest.mark.parametrize("kind", ["event", "strike"])
def test_every_matrix_is_as_declared(kind: str, http: httpx2.Client) -> None:
    validator = declared(addresses.matrix(kind, "{id}"))
    for record in http.get(addresses.collection(addresses.COLLECTIONS[kind]), params={"fields": "id"}).json()["data"]:
        assert faults(validator, http.get(addresses.matrix(kind, record["id"])).json()) == [], record["id"]
