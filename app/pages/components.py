"""Components of the OpenAPI document: each schema once, none unused."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from app.errors import Fault, LastValues, Problem, RemovedProblem
from app.vocabulary import VOCABULARIES

SCHEMAS = "#/components/schemas/"
WORDS = {words.__name__: words for words in VOCABULARIES.values()}


def complete(document: dict[str, Any]) -> None:
    """Add the schemas of errors; remove superfluous titles and unused schemas."""
    schemas = document["components"]["schemas"]
    for model in (Problem, RemovedProblem, LastValues, Fault):
        schemas[model.__name__] = model.model_json_schema(ref_template=f"{SCHEMAS}{{model}}")
        schemas[model.__name__].pop("$defs", None)
    for schema in schemas.values():
        if schema.get("title") in WORDS:
            schema["x-enumDescriptions"] = {word.value: word.meaning for word in WORDS[schema["title"]]}
        for field in schema.get("properties", {}).values():
            field.pop("title", None)  # repeats the field's name in capitals
    for name in schemas:
        schemas[name] = opened(schemas[name], {name for name, schema in schemas.items() if "enum" in schema})
    used = reachable(document)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas) if SCHEMAS + name in used}


def opened(part: Any, enums: set[str]) -> Any:
    """A schema of responses that allows what later versions may add: other fields, and other words of an enumeration.

    Clients made from it then still read the responses. `enums` are the names of the schemas of enumerations.
    """
    if isinstance(part, list):
        return [opened(item, enums) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: opened(value, enums) for key, value in part.items() if (key, value) != ("additionalProperties", False)}
    reference = part.get("$ref", "")
    if isinstance(reference, str) and reference.removeprefix(SCHEMAS) in enums:
        described = {key: value for key, value in part.items() if key != "$ref"}
        return {**described, "anyOf": [{"$ref": reference}, {"type": "string"}]}
    return part


def example(model: type[BaseModel]) -> dict[str, Any]:
    """An example of a model, made of its fields' examples."""
    return {name: (field.examples or [None])[0] for name, field in model.model_fields.items()}


def reachable(document: dict[str, Any]) -> set[str]:
    """All references to components that can be reached from the paths."""
    components = document["components"]
    reached: set[str] = set()
    waiting = list(references(document["paths"]))
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            _, _, kind, name = reference.split("/")
            waiting += references(components[kind][name])
    return reached


def references(part: Any) -> Iterator[str]:
    """All references in a part of the document."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for item in part:
            yield from references(item)
