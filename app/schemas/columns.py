"""Columns: a record as a row of CSV. Each resource names its columns; the fields give their types and descriptions."""

import types
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from app.schemas.base import Brief, IsoDay
from app.vocabulary import DescribedEnum

TYPES = {str: "string", IsoDay: "date", int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True)
class Column:
    """A column: its name, the path to its value in a document, and what its cells hold."""

    name: str
    path: tuple[str, ...]
    text: str
    type: str  # of each value, in the terms of Table Schema and CSV on the Web
    several: bool  # a cell may hold several values, separated by "; "
    required: bool  # no cell is empty
    words: tuple[str, ...] = ()  # the allowed values, if they are a closed list


@cache
def columns(model: type[Brief]) -> tuple[Column, ...]:
    """The columns that a model lists as `name=path.to.value`, or by path alone, with dots turned into underscores."""
    parsed = []
    for item in model.columns.split():
        name, _, path = item.rpartition("=")
        parsed.append(column(model, name or path.replace(".", "_"), tuple(path.split("."))))
    return tuple(parsed)


def column(model: type[Brief], name: str, path: tuple[str, ...]) -> Column:
    """One column, described by the fields along its path. Raises KeyError if the path names no field."""
    several, required, text = False, True, ""
    inner: Any = model
    for step in path:
        field = inner.model_fields[step]
        inner, nullable, is_list = unwrap(field.rebuild_annotation())
        several, required, text = several or is_list, required and not nullable, field.description or text
    is_enum = isinstance(inner, type) and issubclass(inner, DescribedEnum)
    return Column(
        name=name,
        path=path,
        text=text,
        type="string" if is_enum else TYPES.get(inner, "any"),
        several=several,
        required=required and not several,
        words=tuple(member.value for member in inner) if is_enum and not several else (),
    )


def unwrap(annotation: Any) -> tuple[Any, bool, bool]:
    """The type of one value, whether it may be null, and whether it stands in a list."""
    is_list = get_origin(annotation) is list
    if is_list:
        (annotation,) = get_args(annotation)
    is_union = get_origin(annotation) in {Union, types.UnionType}
    parts = get_args(annotation) if is_union else (annotation,)
    inner, *_ = (part for part in parts if part is not type(None))
    return inner, type(None) in parts, is_list
