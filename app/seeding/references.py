"""References between entries: found by the marks on the fields, so that no check names a table."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from app.seeding.entries.base import Refers
from app.seeding.strict_yaml import Path

Reference = tuple[Path, str, str]  # where it stands, the table, the id


def references(document: BaseModel) -> Iterator[Reference]:
    """Every id of another entry in a document, wherever it stands in it."""
    for name, table, inner in plan(type(document)):
        value = getattr(document, name)
        for index, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            path: Path = (name,) if index is None else (name, index)
            if item is None:
                continue
            if table:
                yield path, table, item
            elif inner:
                yield from (((*path, *rest), target, id) for rest, target, id in references(item))


@cache
def plan(model: type[BaseModel]) -> tuple[tuple[str, str | None, bool], ...]:
    """For each field that matters: its name, the table it refers to, and whether it holds documents."""
    fields = []
    for name, field in model.model_fields.items():
        marks = [*field.metadata, *metadata(field.annotation)]
        table = next((mark.table for mark in marks if isinstance(mark, Refers)), None)
        inner = any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts(field.annotation))
        if table or inner:
            fields.append((name, table, inner))
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
