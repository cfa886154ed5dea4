"""Columns: a record as a row. Each resource names its columns; their types and texts are those of the fields."""

import types
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from app.vocabulary import Word

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True)
class Column:
    """A column: its name, the way to its value in a document, and what its cells hold."""

    name: str
    path: tuple[str, ...]
    text: str
    type: str  # of each value, as Table Schema and CSV on the Web name it
    several: bool  # a cell may hold several values, with "; " between them
    required: bool  # no cell is empty
    words: tuple[str, ...] = ()  # the values there are, when they are a closed list


@cache
def columns(model: type[BaseModel], named: str) -> tuple[Column, ...]:
    """The columns that a text names: `name=way.to.it`, or the field's own name; dots become underscores."""
    found = []
    for item in named.split():
        name, _, way = item.rpartition("=")
        found.append(column(model, name or way.replace(".", "_"), tuple(way.split("."))))
    return tuple(found)


def column(model: type[BaseModel], name: str, path: tuple[str, ...]) -> Column:
    """A column, described by the fields on the way to its value. Raises KeyError for a field there is not."""
    several, required, text = False, True, ""
    inner: Any = model
    for step in path:
        field: FieldInfo = inner.model_fields[step]
        kinds, optional, listed = taken_apart(field.annotation)
        several, required, text = several or listed, required and not optional, field.description or text
        inner = kinds[0]
    words = tuple(member.value for member in inner) if isinstance(inner, type) and issubclass(inner, Word) else ()
    day = text.startswith(("First day", "Last day", "Earliest possible", "Latest possible", "Day "))
    return Column(
        name=name,
        path=path,
        text=text,
        type="string" if words else "date" if day else PLAIN.get(inner, "any"),
        several=several,
        required=required and not several,
        words=() if several else words,
    )


def taken_apart(annotation: Any) -> tuple[list[Any], bool, bool]:
    """What an annotation is made of: its kinds, whether it may be null, whether it is a list."""
    listed = get_origin(annotation) is list
    if listed:
        (annotation,) = get_args(annotation)
    union = get_origin(annotation) in {Union, types.UnionType}
    parts = list(get_args(annotation)) if union else [annotation]
    return [part for part in parts if part is not type(None)], type(None) in parts, listed
