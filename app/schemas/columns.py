"""Columns: a record as a row of CSV. Each resource lists its columns; the fields give their types and descriptions.

An item of the list is `name=path`, or a path alone, whose dots become underscores in the name:

    date_start=date.start                           the field `start` of the field `date`
    parties=parties.party.id                        of a list: the value of each item
    initiators=parties[role=initiator].party.name   only of those items whose `role` is `initiator`
    latitude=places[widest].latitude                only of the widest place, by the name of a selection in SELECTIONS
"""

import re
import types
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin

from app.schemas.base import Brief, IsoDay
from app.schemas.points import widest
from app.vocabulary import DescribedEnum

TYPES = {str: "string", IsoDay: "date", int: "integer", float: "number", bool: "boolean"}
ITEM = re.compile(r"(?:(?P<name>\w+)=)?(?P<path>\w.*)")
STEP = re.compile(r"(?P<field>\w+)(?:\[(?:(?P<key>\w+)=)?(?P<word>\w+)\])?")

Items = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Selection:
    """Which items of a list count."""

    select: Callable[[Items], Items]
    text: str = ""  # added to the description of the column
    single: bool = False  # at most one item is left


EVERY_ITEM = Selection(lambda items: items)
SELECTIONS = {
    "widest": Selection(
        widest, "Only of the widest place where it happened; empty if there is none, or two are as wide.", single=True
    )
}


@dataclass(frozen=True)
class Step:
    """A step on the path to a value: a field, and which of its items count if it is a list."""

    field: str
    selection: Selection = EVERY_ITEM


@dataclass(frozen=True)
class Column:
    """A column: its name, the path to its value in a document, and what its cells hold."""

    name: str
    path: tuple[Step, ...]
    text: str
    type: str  # of each value, in the terms of Table Schema and CSV on the Web
    several: bool  # a cell may hold several values, separated by "; "
    required: bool  # no cell is empty
    words: tuple[str, ...] = ()  # the allowed values, if they are a closed list

    def values(self, document: dict[str, Any]) -> list[Any]:
        """The values of a document's cell, each once, in order. Nulls are left out."""
        return list(dict.fromkeys(values(document, self.path)))


def values(part: Any, path: tuple[Step, ...]) -> Iterator[Any]:
    """The values at a path of a part of a document, those of each item where it leads through a list."""
    if isinstance(part, list):
        for item in part:
            yield from values(item, path)
    elif part is not None and path:
        value = part.get(path[0].field)
        yield from values(path[0].selection.select(value) if isinstance(value, list) else value, path[1:])
    elif part is not None:
        yield part


@cache
def columns(model: type[Brief]) -> tuple[Column, ...]:
    """The columns that a model lists. Raises KeyError or ValueError for a path that the model does not have."""
    matches = filter(None, map(ITEM.fullmatch, model.columns.split()))
    return tuple(column(model, match["name"] or match["path"].replace(".", "_"), match["path"]) for match in matches)


def column(model: type[Brief], name: str, path: str) -> Column:
    """One column, described by the fields along its path and by what they select."""
    steps, texts, several, required = [], [], False, True
    inner: Any = model
    for part in path.split("."):
        match = STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} in the column {name} is no step of a path")
        field = inner.model_fields[match["field"]]
        inner, nullable, is_list = unwrap(field.rebuild_annotation())
        selection = selection_of(inner, match["key"], match["word"])
        steps.append(Step(match["field"], selection))
        texts += [field.description or "", selection.text]
        several, required = several or (is_list and not selection.single), required and not nullable and not is_list
    is_enum = isinstance(inner, type) and issubclass(inner, DescribedEnum)
    return Column(
        name=name,
        path=tuple(steps),
        text=" ".join(filter(None, texts)),
        type="string" if is_enum else TYPES.get(inner, "any"),
        several=several,
        required=required,
        words=tuple(member.value for member in inner) if is_enum and not several else (),
    )


def selection_of(model: type[Brief], key: str | None, word: str | None) -> Selection:
    """The selection in the brackets of a step. Raises KeyError or ValueError if there is no such field or word."""
    if word is None:
        return EVERY_ITEM
    if key is None:
        return SELECTIONS[word]
    words, _, _ = unwrap(model.model_fields[key].rebuild_annotation())
    meaning = words(word).meaning

    def select(items: Items) -> Items:
        return [item for item in items if item[key] == word]

    return Selection(select, f"Only where `{key}` is `{word}`: {meaning}")


def unwrap(annotation: Any) -> tuple[Any, bool, bool]:
    """The type of one value, whether it may be null, and whether it stands in a list."""
    is_list = get_origin(annotation) is list
    if is_list:
        (annotation,) = get_args(annotation)
    is_union = get_origin(annotation) in {Union, types.UnionType}
    parts = get_args(annotation) if is_union else (annotation,)
    inner, *_ = (part for part in parts if part is not type(None))
    return inner, type(None) in parts, is_list
