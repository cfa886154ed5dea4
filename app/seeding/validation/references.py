"""Finds references between entries by the marks on their fields, so that no check has to name a table."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from app.seeding.entries.values import ForeignKey
from app.seeding.strict_yaml import FieldPath

Reference = tuple[FieldPath, str, str]  # where the reference stands, and the table and id it refers to


def references(document: BaseModel, above: FieldPath = ()) -> list[Reference]:
    """Every reference in a document, at any depth."""
    result: list[Reference] = []
    for name, table in reference_fields(type(document)):
        value = getattr(document, name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)] if value is not None else ()
        for index, item in items:
            path = (*above, name) if index is None else (*above, name, index)
            if table:
                result.append((path, table, item))
            else:
                result += references(item, path)
    return result


@cache
def reference_fields(model: type[BaseModel]) -> tuple[tuple[str, str | None], ...]:
    """The fields that hold references: name and table, or None as the table for nested documents that hold some."""
    fields = []
    for name, field in model.model_fields.items():
        marks = [*field.metadata, *metadata(field.annotation)]
        table = next((mark.table for mark in marks if isinstance(mark, ForeignKey)), None)
        nested = (part for part in parts(field.annotation) if isinstance(part, type) and issubclass(part, BaseModel))
        if table or any(reference_fields(part) for part in nested):
            fields.append((name, table))
    return tuple(fields)


def parts(annotation: Any) -> Iterator[Any]:
    """An annotation and every annotation inside it: `list[X | None]` gives list, the union, X and None."""
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


def metadata(annotation: Any) -> Iterator[Any]:
    """The metadata of every `Annotated` inside an annotation."""
    for part in parts(annotation):
        if get_origin(part) is Annotated:
            yield from part.__metadata__
