"""The OpenAPI document as the tests walk it, for a service whose public address is fixed."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import jsonschema_rs

from app.errors import Problem
from app.main import declare
from app.pages.components import example
from app.settings import Settings
from app.store import DatasetStore
from tests.support.servers import PUBLIC_URL

MEDIA_TYPE = "application/json"
PROBLEM = "application/problem+json"
REQUEST_ID = example(Problem)["request_id"]  # sent where answers are kept, so that they stay the same

Schema = dict[str, Any]


class Operation(NamedTuple):
    """An operation, and the address at which it stands."""

    path: str
    said: dict[str, Any]

    @property
    def id(self) -> str:
        """Its name."""
        return str(self.said["operationId"])

    @property
    def is_download(self) -> bool:
        """Whether its response is a file, not JSON with `data`."""
        return "downloads" in self.said["tags"]

    def example(self) -> tuple[str, dict[str, Any]]:
        """The address and the query that its own examples make, of what must be given."""
        path, query = self.path, {}
        for parameter in self.said["parameters"]:
            value = parameter["schema"]["examples"][0]
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", value)
            elif parameter["required"]:
                query[parameter["name"]] = value
            elif parameter["name"] == "limit":
                query["limit"] = "1"
        return path, query


@cache
def described(contact: str = "") -> dict[str, Any]:
    """The document."""
    settings = Settings(public_url=PUBLIC_URL, contact=contact)
    return declare(settings, DatasetStore(settings)).openapi()


def operations(document: dict[str, Any]) -> list[Operation]:
    """Every operation of it."""
    return [Operation(path, said) for path, item in document["paths"].items() for said in item.values()]


def judge(document: dict[str, Any], schema: Schema) -> jsonschema_rs.Validator:
    """What tells whether a value is of a schema of the document, with no field and no word that it does not name."""
    whole = closed({**schema, "components": document["components"]})
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


def closed(part: Any) -> Any:
    """A schema without what the document leaves open for later versions."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: closed(value) for key, value in part.items()}
    if "$ref" in str(part.get("anyOf", [""])[0]) and part["anyOf"][1:] == [{"type": "string"}]:
        part["anyOf"] = part["anyOf"][:1]
    if part.get("type") == "object" and isinstance(part.get("properties"), dict):
        part.setdefault("additionalProperties", False)
    return part


def faults(judge: jsonschema_rs.Validator, value: Any) -> list[str]:
    """What is wrong with a value."""
    return [f"{'/'.join(map(str, error.instance_path))}: {error.message}" for error in judge.iter_errors(value)]


def resolved(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part, or what it refers to."""
    if "$ref" not in part:
        return part
    _, _, kind, name = part["$ref"].split("/")
    found: dict[str, Any] = document["components"][kind][name]
    return found


def words(document: dict[str, Any], schema: Schema) -> list[str]:
    """The words that a parameter takes, one or several at a time; none if it is not one of a closed list."""
    schema = resolved(document, schema)
    return schema.get("enum") or (words(document, schema["items"]) if "items" in schema else [])


def fields(document: dict[str, Any]) -> Iterator[tuple[str, Schema]]:
    """Every property of every schema, by a name to find it with."""
    for name, schema in document["components"]["schemas"].items():
        for field, said in schema.get("properties", {}).items():
            yield f"{name}.{field}", said


def composed(document: dict[str, Any], schema: Schema) -> bool:
    """Whether a schema is made of another that has its own examples, as it is, in a list, or null."""
    parts = [schema.get("items"), *schema.get("anyOf", ())]
    return "properties" in resolved(document, schema) or any(composed(document, part) for part in parts if part)


def answers(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every answer of every operation: the operation, the status, what is said of it."""
    for operation in operations(document):
        for status, said in operation.said["responses"].items():
            yield operation.id, status, resolved(document, said)
