"""What all seed entries share: how they are described, how they become rows, and their evidence."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from operator import attrgetter
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema
from sqlmodel import SQLModel

from app.models import Evidence
from app.records import RECORDS
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import OURS
from app.seeding.entries.values import PassageId, Slug, unique
from app.seeding.matching import matching_column
from app.vocabulary import RecordKind


class EntryError(ValueError):
    """A combination of fields that is wrong, reported at the field to change."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Row(NamedTuple):
    """A row to insert: its table, and the columns that differ from their defaults.

    Making an instance of the table's model instead would take fifty times as long.
    """

    table: type[SQLModel]
    values: dict[str, Any]


class SeedModel(BaseModel):
    """Base of all documents in a seed. An unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    public_model: ClassVar[type[BaseModel]]

    @classmethod
    def descriptions_from(cls) -> type[BaseModel]:
        """The public model that describes the fields without a description here."""
        return cls.public_model

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The JSON Schema, with a description of every field."""
        schema = handler(core_schema)
        for name, field in handler.resolve_ref_schema(schema)["properties"].items():
            if "description" not in field:
                field["description"] = cls.descriptions_from().model_fields[name].description
        return schema

    def row(self, table: type[SQLModel], **others: Any) -> Row:
        """A row with the columns that match this document's fields, and the others as given."""
        values = {column: value_of(self) for column, value_of in matching_columns(type(self), table)}
        values.update(others)
        return Row(table, values)


def field_paths(model: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    """Each field of a model by its path; for a field that holds a document, the fields inside it.

    A list is one field.
    """
    for name, field in model.model_fields.items():
        parts = () if get_origin(field.annotation) is list else (field.annotation, *get_args(field.annotation))
        document = next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)
        if document is not None:
            yield from field_paths(document, (*above, name))
        else:
            yield (*above, name), field


def value_at(document: BaseModel, path: tuple[str, ...]) -> Any:
    """The value at a path; null if a document on the way is left out."""
    value: Any = document
    for name in path:
        value = getattr(value, name, None)
    return value


@cache
def matching_columns(model: type[BaseModel], table: type[SQLModel]) -> list[tuple[str, Callable[[BaseModel], Any]]]:
    """The columns of a table that a model has a field for, each with the function that gets the field's value."""
    columns = [(matching_column(path, table.model_fields), path) for path, _ in field_paths(model)]
    return [(column, getter(path)) for column, path in columns if column is not None]


def getter(path: tuple[str, ...]) -> Callable[[BaseModel], Any]:
    """A function that gets the value at a path: the fastest for the usual path, one name."""
    return attrgetter(path[0]) if len(path) == 1 else partial(value_at, path=path)


class EvidenceEntry(SeedModel):
    """A passage that supports the entry, or one field of it. The passage's id alone means the whole entry."""

    passage: Annotated[PassageId, OURS] = Field(description="Id of the passage.")
    aspect: Annotated[str | None, OURS] = Field(
        default=None, description="The public field it supports; left out for the whole entry."
    )


EvidenceInput = Annotated[
    EvidenceEntry,
    BeforeValidator(
        lambda value: {"passage": value} if isinstance(value, str) else value,
        json_schema_input_type=Slug | EvidenceEntry,
    ),
]


class Entry(SeedModel):
    """An entry of a seed table: a record, which becomes rows."""

    record_kind: ClassVar[RecordKind]

    id: Annotated[Slug, OURS] = Field(description="Stable id: lower-case words joined by hyphens.")

    @classmethod
    def descriptions_from(cls) -> type[BaseModel]:
        return RECORDS[cls.record_kind].full

    def register(self, context: SeedContext) -> None:
        """Add to the context what other entries need to know of this one."""

    def rows(self, context: SeedContext) -> Iterator[Row]:
        """The rows of the record, of its links and of its evidence."""
        raise NotImplementedError


class SourcedEntry(Entry):
    """An entry that passages support. Every fact has evidence."""

    evidence: Annotated[list[EvidenceInput], unique("passage", "aspect")] = Field(
        min_length=1, description="The passages that support it; at least one."
    )

    def evidence_rows(self) -> Iterator[Row]:
        """One row for each passage."""
        for item in self.evidence:
            yield item.row(Evidence, **{f"{self.record_kind}_id": self.id})
