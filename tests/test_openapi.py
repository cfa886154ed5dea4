"""The OpenAPI document: complete, valid, with real examples, and the one that is kept. `--update` keeps it anew."""

import json
import re
from collections import Counter
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx2
import pytest
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from app.errors import PROBLEMS
from app.pages.operations import EXAMPLES
from app.queries.engine.cursors import encode
from app.queries.events import EventQuery
from app.settings import Settings
from tests.support import documented
from tests.support.documented import MEDIA_TYPE, PROBLEM, REQUEST_ID, Operation, faults, judge
from tests.support.paths import ROOT
from tests.support.questions import problem
from tests.support.servers import PUBLIC_URL

SNAPSHOT = ROOT / "tests" / "snapshots" / "openapi.json"
AGE = 0.4  # seconds; that of an answer is of its moment
FEW = 2  # entries that an example shows of each list
LAST = ["2024-01-18", 110, "pakistani-strikes-in-iran"]  # a sort key, of a version that never was
PROVOKED = {
    "bad-request": "/events/%FF",
    "invalid-parameter": "/events?type=stike",
    "invalid-cursor": "/events?cursor=eyJ",
    "stale-cursor": f"/events?cursor={encode(EventQuery(), '0' * 16, LAST)}",
    "not-found": "/events/kerman-bombing",
    "target-too-long": f"/events?q={'a' * 8192}",
}


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document."""
    return documented.described()


def keep(file: Path, value: Any, *, update: bool) -> None:
    """Hold a value against the one that is kept, or keep it."""
    if update:
        file.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(file.read_text(encoding="utf-8")) == value


def shortened(value: Any) -> Any:
    """A JSON value with the first few entries of each list."""
    if isinstance(value, dict):
        return {name: shortened(part) for name, part in value.items()}
    return [shortened(part) for part in value[:FEW]] if isinstance(value, list) else value


def answered(client: httpx2.Client, operation: Operation) -> Any:
    """What the service answers to an operation's own examples, with the first few entries of each list."""
    path, query = operation.example()
    response = client.get(path, params=query)
    assert response.status_code == HTTPStatus.OK, response.text
    answer = shortened(response.json())
    return answer | {"age": AGE} if "age" in answer else answer


def test_examples_are_what_the_service_answers(public: httpx2.Client, update: bool) -> None:
    operations = documented.operations(documented.described())
    examples = {item.id: answered(public, item) for item in operations if not item.is_download}
    id = {"X-Request-ID": REQUEST_ID}
    problems = {name: public.get(target, headers=id).json() for name, target in PROVOKED.items()}
    assert {name: f"/problems/{name}" for name in problems} == {name: said["type"] for name, said in problems.items()}
    keep(EXAMPLES, {**examples, **problems}, update=update)


def test_the_document_is_the_one_that_is_kept(update: bool) -> None:
    keep(SNAPSHOT, json.loads(json.dumps(documented.described(), sort_keys=True)), update=update)


def test_the_document_is_served_compact(public: httpx2.Client) -> None:
    kept = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    response = public.get("/openapi.json")
    assert response.headers["content-type"] == MEDIA_TYPE
    served = response.json()
    assert {name: part for name, part in served.items() if name != "x-values"} == kept
    assert len(response.text) == len(json.dumps(served, ensure_ascii=False, separators=(",", ":")))


def test_the_document_is_valid_openapi_31(document: dict[str, Any]) -> None:
    assert [error.message for error in OPENAPI_31_VALIDATOR.iter_errors(document)] == []
    assert document["openapi"].startswith("3.1.")


def test_the_head_says_where_who_and_under_what_licence(document: dict[str, Any]) -> None:
    assert document["servers"] == [{"url": PUBLIC_URL, "description": "This service."}]
    assert document["security"] == [{}]
    assert document["externalDocs"]["url"].startswith("https://simple.wikipedia.org/wiki/")
    assert document["info"]["license"].keys() == {"name", "url"}
    assert document["info"]["summary"]
    assert not document["info"]["title"][0].isdigit()  # generators name their package after it


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("", None),
        ("desk@example.org", {"name": "The operator", "email": "desk@example.org"}),
        ("https://example.org/@desk", {"name": "The operator", "url": "https://example.org/@desk"}),
    ],
)
def test_the_contact_is_the_operators_if_there_is_one(contact: str, shown: dict[str, str] | None) -> None:
    assert documented.described(contact)["info"].get("contact") == shown


def test_operation_ids_follow_one_pattern(document: dict[str, Any]) -> None:
    ids = [operation.id for operation in documented.operations(document)]
    assert [id for id in ids if not re.fullmatch(r"(list|get)_[a-z]+(_[a-z]+)*|search|resolve", id)] == []
    assert [id for id, times in Counter(ids).items() if times > 1] == []


def test_every_operation_and_tag_is_described(document: dict[str, Any]) -> None:
    operations = documented.operations(document)
    assert [item.id for item in operations if not (item.said["summary"] and item.said["description"])] == []
    tags = {tag["name"]: tag["description"] for tag in document["tags"]}
    assert all(tags.values())
    assert tags.keys() == {tag for item in operations for tag in item.said["tags"]}


def test_every_parameter_is_described_with_a_valid_example(document: dict[str, Any]) -> None:
    parameters = [(item.id, said) for item in documented.operations(document) for said in item.said["parameters"]]
    for id, said in parameters:
        assert said["description"].endswith("."), (id, said["name"])
        for example in said["schema"]["examples"]:
            assert faults(judge(document, said["schema"]), example) == [], (id, said["name"])


def test_every_field_is_described_with_a_valid_example(document: dict[str, Any]) -> None:
    for name, said in documented.fields(document):
        assert said.get("description"), name
        assert said.get("examples") or documented.composed(document, said), f"{name} shows no example"
        for example in said.get("examples", ()):
            assert faults(judge(document, said), example) == [], name


def test_every_schema_is_described(document: dict[str, Any]) -> None:
    assert [name for name, said in document["components"]["schemas"].items() if not said.get("description")] == []


def test_every_answer_shows_a_valid_example(document: dict[str, Any]) -> None:
    downloads = {item.id for item in documented.operations(document) if item.is_download}
    for id, status, said in documented.answers(document):
        assert said["description"], (id, status)
        if (id in downloads and status == "200") or status in {"206", "304", "308"}:
            continue
        (media_type, content), *others = said["content"].items()
        assert all(schema["schema"]["type"] == "string" for _, schema in others), "other forms are text"
        assert media_type == (MEDIA_TYPE if status == "200" else PROBLEM), (id, status)
        shown = [item["value"] for item in content.get("examples", {}).values()] or [content["example"]]
        for example in shown:
            assert faults(judge(document, content["schema"]), example) == [], (id, status)
            assert status == "200" or example["status"] == int(status), (id, status)


def test_errors_are_declared_and_the_frameworks_own_are_not(document: dict[str, Any]) -> None:
    declared: dict[str, set[str]] = {}
    for id, status, _ in documented.answers(document):
        declared.setdefault(id, set()).add(status)
    always = {"200", "308", "400", "405", "406", "413", "414", "431", "500", "503"}
    for operation in documented.operations(document):
        expected = always | ({"404"} if "{" in operation.path else set())
        expected |= set() if "health" in operation.said["tags"] else {"206", "304", "416"}
        assert expected <= declared[operation.id] <= expected | {"410"}, operation.id
    assert "HTTPValidationError" not in json.dumps(document)


def test_every_problem_is_declared_where_it_occurs(document: dict[str, Any]) -> None:
    declared = {
        name
        for said in document["components"]["responses"].values()
        for name in said.get("content", {}).get(PROBLEM, {}).get("examples", ())
    }
    assert {error.name for error in PROBLEMS} - declared == {"unknown-format"}, "which is oEmbed's"
    for operation in documented.operations(document):
        said = documented.resolved(document, operation.said["responses"]["503"])
        kinds = said["content"][PROBLEM]["examples"].keys()
        expected = {"not-ready"} if "health" in operation.said["tags"] else {"not-ready", "too-slow", "busy"}
        assert kinds == expected, operation.id
        assert said["headers"].keys() == {"Retry-After"}


def test_operations_share_all_responses_but_the_successful_one(document: dict[str, Any]) -> None:
    for operation in documented.operations(document):
        for status, said in operation.said["responses"].items():
            assert (said.keys() == {"$ref"}) == (status != "200"), (operation.id, status)


def test_not_modified_is_described_as_it_is_answered(document: dict[str, Any], http: httpx2.Client) -> None:
    for operation in documented.operations(document):
        path, query = operation.example()
        response = http.get(path, params=query)
        again = http.get(path, params=query, headers={"If-None-Match": response.headers.get("etag", '"none"')})
        assert again.status_code == (304 if "304" in operation.said["responses"] else 200), operation.id
        if again.status_code == HTTPStatus.NOT_MODIFIED:
            part = http.get(path, params=query, headers={"Range": "bytes=0-9"})
            assert (part.status_code, "content-range" in part.headers) == (HTTPStatus.PARTIAL_CONTENT, True)
            said = documented.resolved(document, operation.said["responses"]["304"])
            assert "content" not in said
            assert {name.lower() for name in said["headers"]} <= again.headers.keys()


def bounds(schema: dict[str, Any]) -> set[str]:
    """What a schema must say of how large a value may be; nothing of one of a closed list."""
    if "$ref" in schema or "enum" in schema:
        return set()
    sizes = {"integer": {"minimum", "maximum"}, "string": {"maxLength"}, "array": {"maxItems"}}
    return sizes.get(schema["type"], set())


def test_every_parameter_says_how_large_it_may_be(document: dict[str, Any]) -> None:
    for operation in documented.operations(document):
        for said in operation.said["parameters"]:
            for schema in (said["schema"], said["schema"].get("items", {"type": "boolean"})):
                assert bounds(schema) <= schema.keys(), (operation.id, said["name"])


def test_what_is_larger_or_smaller_is_refused(document: dict[str, Any], http: httpx2.Client) -> None:
    for operation in documented.operations(document):
        path, query = operation.example()
        for said in operation.said["parameters"]:
            schema, name = said["schema"], said["name"]
            wrong = [schema["minimum"] - 1, schema["maximum"] + 1] if schema.get("type") == "integer" else []
            wrong += (
                ["a" * (schema["maxLength"] + 1)] if schema.get("type") == "string" and "maxLength" in schema else []
            )
            for value in wrong if said["in"] == "query" else ():
                refused = problem(http.get(path, params={**query, name: value}))
                assert [fault.parameter for fault in refused.errors] == [name], (operation.id, name, value)


def test_the_limits_are_told(document: dict[str, Any]) -> None:
    text = " ".join(document["info"]["description"].split())
    for limit in ("500 records", "100 values of a facet", "50 values", "100 parameters", "200 characters"):
        assert limit in text
    for limit in ("8 KiB", "64 KiB", f"{Settings().query_seconds:g} seconds", "16 MiB"):
        assert limit in text


def test_every_shared_part_is_referred_to(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    parts = [f"#/components/{kind}/{name}" for kind, named in document["components"].items() for name in named]
    assert [part for part in parts if f'"{part}"' not in text] == []


def test_every_address_in_the_text_and_the_examples_answers(document: dict[str, Any], http: httpx2.Client) -> None:
    links = set(re.findall(r"\]\((/[^)]*)\)|`(/[^`]*)`", document["info"]["description"]))
    texts = {example for _, said in documented.fields(document) for example in map(str, said.get("examples", ()))}
    addresses = {link for pair in links for link in pair if link} | {text for text in texts if text.startswith("/")}
    refused = {address for address in addresses if http.get(address).status_code != HTTPStatus.OK}
    assert refused == {"/events?type=stike"}  # the question that the example of a problem repeats
