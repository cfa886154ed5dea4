"""What the operations of the document share: each schema once, none unused."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from app.errors import Fault, LastValues, Problem, RemovedProblem

SCHEMAS = "#/components/schemas/"


def finish(document: dict[str, Any]) -> None:
    """Add the errors; leave out the titles that FastAPI makes of names, and schemas that nothing refers to."""
    schemas = document["components"]["schemas"]
    for model in (Problem, RemovedProblem, LastValues, Fault):
        schemas[model.__name__] = model.model_json_schema(ref_template=f"{SCHEMAS}{{model}}")
        schemas[model.__name__].pop("$defs", None)
    for schema in schemas.values():
        for described in schema.get("properties", {}).values():
            described.pop("title", None)  # the name again, with capitals
    used = reachable(document)
    document["components"]["schemas"] = {name: schemas[name] for name in sorted(schemas) if SCHEMAS + name in used}


def example(model: type[BaseModel]) -> dict[str, Any]:
    """A value of a model, of the examples of its fields."""
    return {name: (field.examples or [None])[0] for name, field in model.model_fields.items()}


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
