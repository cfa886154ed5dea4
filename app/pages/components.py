"""What the operations of the document share: each schema once, none unused, and one shape for the records of a list."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from app.errors import Fault, LastValues, Problem, RemovedProblem
from app.resources import RESOURCES, Resource

SCHEMAS = "#/components/schemas/"


def finish(document: dict[str, Any]) -> None:
    """Add the errors and the records of lists; leave out the framework's noise and what nothing refers to."""
    schemas = document["components"]["schemas"]
    for model in (Problem, RemovedProblem, LastValues, Fault):
        schemas[model.__name__] = model.model_json_schema(ref_template=f"{SCHEMAS}{{model}}")
        schemas[model.__name__].pop("$defs", None)
    for resource in RESOURCES:
        add_item(schemas, resource)
    for schema in schemas.values():
        for described in schema.get("properties", {}).values():
            described.pop("title", None)  # the name again, with capitals
    used = reachable(document)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas) if SCHEMAS + name in used}


def example(model: type[BaseModel]) -> dict[str, Any]:
    """A value of a model, of the examples of its fields."""
    return {name: (field.examples or [None])[0] for name, field in model.model_fields.items()}


def add_item(schemas: dict[str, Any], resource: Resource) -> None:
    """The record as its list answers it: the whole record's schema with all but the id optional.

    A union of full, brief and selected record is as true, but generators make clumsy clients of it, or none.
    """
    name = f"{resource.kind.capitalize()}Item"
    full = schemas[resource.full.__name__]
    about = f"{(resource.brief.__doc__ or '').strip()} In a list `detail` and `fields` decide which fields are there."
    fields = {field: listed(schema, resource, field) for field, schema in full["properties"].items()}
    schemas[name] = {**full, "title": name, "description": about, "required": ["id"], "properties": fields}
    schemas[resource.page.__name__]["properties"]["data"]["items"] = {"$ref": SCHEMAS + name}


def listed(schema: dict[str, Any], resource: Resource, field: str) -> dict[str, Any]:
    """A field as a list has it: of what brief records leave out, says how to get it."""
    if field in resource.brief.model_fields:
        return schema
    return {**schema, "description": f"{schema['description']} Only with `detail=full`, or named in `fields`."}


def reachable(document: dict[str, Any]) -> set[str]:
    """Every reference that the paths lead to."""
    parts = document["components"]
    found: set[str] = set()
    waiting = list(references(document["paths"]))
    while waiting:
        reference = waiting.pop()
        if reference not in found:
            found.add(reference)
            _, _, kind, name = reference.split("/")
            waiting += references(parts[kind][name])
    return found


def references(part: Any) -> Iterator[str]:
    """Every reference in a part of the document."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references(inner)
