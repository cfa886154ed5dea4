"""References between entries: found by the marks on the fields, so that no check names a table."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from app.seeding.entries.values import ForeignKey
from app.seeding.strict_yaml import Path

Reference = tuple[Path, str, str]  # where it stands, the table, the id


def references(document: BaseModel, above: Path = ()) -> list[Reference]:
    """Every id of another entry in a document, wherever it stands in it."""
    found: list[Reference] = []
    for name, table in plan(type(document)):
        value = getattr(document, name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)] if value is not None else ()
        for index, item in items:
            path = (*above, name) if index is None else (*above, name, index)
            if table:
                found.append((path, table, item))
            else:
                found += references(item, path)
    return found


@cache
def plan(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """For each field that matters: its name, and the table it refers to, or null where documents in it refer."""
    fields = []
    for name, field in model.model_fields.items():
        marks = [*field.metadata, *metadata(field.annotation)]
        table = next((mark.table for mark in marks if isinstance(mark, ForeignKey)), None)
        within = (part for part in parts(field.annotation) if isinstance(part, type) and issubclass(part, BaseModel))
        if table or any(plan(part) for part in within):
            fields.append((name, table))
    return tuple(fields)


def parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


def metadata(annotation: Any) -> Iterator[Any]:
    """The marks anywhere in an annotation."""
    for part in parts(annotation):
        if get_origin(part) is Annotated:
            yield from part.__metadata__
