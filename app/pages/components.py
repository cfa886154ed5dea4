"""Components of the OpenAPI document: each schema once, none unused, and one schema for the records of a list."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from app.errors import Fault, LastValues, Problem, RemovedProblem
from app.resources import RESOURCES, Resource

SCHEMAS = "#/components/schemas/"
ITEM_NOTE = "In a list, `detail` and `fields` decide which fields are present."


def complete(document: dict[str, Any]) -> None:
    """Add the schemas of errors and list items; remove superfluous titles and unused schemas."""
    schemas = document["components"]["schemas"]
    for model in (Problem, RemovedProblem, LastValues, Fault):
        schemas[model.__name__] = model.model_json_schema(ref_template=f"{SCHEMAS}{{model}}")
        schemas[model.__name__].pop("$defs", None)
    for resource in RESOURCES:
        add_item(schemas, resource)
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            field.pop("title", None)  # repeats the field's name in capitals
    used = reachable(document)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas) if SCHEMAS + name in used}


def example(model: type[BaseModel]) -> dict[str, Any]:
    """An example of a model, made of its fields' examples."""
    return {name: (field.examples or [None])[0] for name, field in model.model_fields.items()}


def add_item(schemas: dict[str, Any], resource: Resource) -> None:
    """Add the schema of a record in a list: that of the full record, with only its id required.

    A union of full, brief and selected record would be as correct, but client generators handle it badly or not at all.
    """
    name = f"{resource.kind.capitalize()}Item"
    full = schemas[resource.full.__name__]
    description = f"{(resource.brief.__doc__ or '').strip()} {ITEM_NOTE}"
    fields = {field: item_field(schema, resource, field) for field, schema in full["properties"].items()}
    schemas[name] = {**full, "title": name, "description": description, "required": ["id"], "properties": fields}
    schemas[resource.page.__name__]["properties"]["data"]["items"] = {"$ref": SCHEMAS + name}


def item_field(schema: dict[str, Any], resource: Resource, field: str) -> dict[str, Any]:
    """The schema of a field in a list. If brief records lack the field, its description tells how to get it."""
    if field in resource.brief.model_fields:
        return schema
    return {**schema, "description": f"{schema['description']} Only with `detail=full`, or if named in `fields`."}


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
