"""What the OpenAPI document tells beyond OpenAPI itself: meanings of words, valid ids, and lines to copy."""

import csv
import re
from typing import Any

import httpx2
import pytest

from app.vocabulary import VOCABULARIES
from tests.support import documented

PUBLIC = [item for item in documented.operations(documented.described()) if "x-internal" not in item.said]
every_public_operation = pytest.mark.parametrize("operation", PUBLIC, ids=lambda operation: operation.id)


@pytest.fixture(scope="module")
def served(http: httpx2.Client) -> dict[str, Any]:
    """The document as it is served."""
    document: dict[str, Any] = http.get("/openapi.json").json()
    return document


def test_every_word_of_a_parameter_has_its_meaning(served: dict[str, Any]) -> None:
    meanings = {
        name: schema["x-enumDescriptions"]
        for name, schema in served["components"]["schemas"].items()
        if "x-enumDescriptions" in schema
    }
    enums = {words.__name__: {word.value: word.meaning for word in words} for words in VOCABULARIES.values()}
    assert meanings == {name: enums[name] for name in meanings}
    used = set(re.findall(r"'#/components/schemas/(\w+)'", str([item.said["parameters"] for item in PUBLIC])))
    assert used <= meanings.keys()


@every_public_operation
def test_every_value_that_is_listed_for_a_parameter_is_valid(
    operation: documented.Operation, served: dict[str, Any], http: httpx2.Client
) -> None:
    for parameter in operation.said["parameters"]:
        for value in served["x-values"].get(parameter.get("x-values-of"), ()):
            path, query = operation.example()
            if parameter["in"] == "path":
                path = operation.path.replace("{id}", value)
            else:
                query[parameter["name"]] = value
            assert http.get(path, params=query).status_code == 200, (path, query)


def test_ids_are_listed_with_names(served: dict[str, Any]) -> None:
    values = served["x-values"]
    assert values["parties.id"]["jaish-ul-adl"] == "Jaish ul-Adl"
    assert values["places.id"]["koh-e-sabz"] == "Koh-e-Sabz"
    assert "Iranian officials" in values["claims.speaker"]
    assert values.keys() >= {"sources.id", "people.id", "events.id", "strikes.id"}
    assert "changes.id" not in values  # too many to be of use


@every_public_operation
def test_lines_to_copy_ask_for_something(
    operation: documented.Operation, served: dict[str, Any], http: httpx2.Client
) -> None:
    samples = served["paths"][operation.path]["get"]["x-codeSamples"]
    is_table = operation.id.startswith("list_") or operation.id.endswith("_csv")
    others = [] if operation.is_download and not is_table else ["pandas", "Google Sheets" if is_table else "R"]
    assert [sample["label"] for sample in samples] == ["curl", *others]
    for sample in samples:
        (url,) = re.findall(r"""["'](http[^"']*)["']""", sample["source"])
        assert "\n" not in sample["source"]
        response = http.get(url)
        assert response.status_code == 200
        if response.headers["content-type"].startswith("text/csv"):
            assert len(list(csv.reader(response.text.splitlines()))) > 1
        elif not operation.is_download:
            assert response.json()["data"]


def test_only_what_is_for_operators_and_programs_is_internal() -> None:
    internal = {item.id for item in documented.operations(documented.described())} - {item.id for item in PUBLIC}
    assert internal == {"get_live", "get_ready", "get_problem"}
