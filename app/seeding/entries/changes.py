"""Seed entries of changes.yaml."""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from app.models import Change
from app.seeding.entries.base import Day, Entry, EntryError, Row, SeedContext, Text, Value, Version, row
from app.seeding.entries.discrepancies import RecordAddress
from app.vocabulary import ChangeKind

PLACEHOLDER_REASON = "TODO: say why."  # the reason that a draft has; no seed that is loaded may have it


class ChangeEntry(Entry):
    """An entry of the dataset's changelog."""

    version: Version = Field(description="Version of the dataset that made the change.")
    released: Day = Field(description="Day of that version.")
    kind: ChangeKind = Field(description="What was done.")
    record: RecordAddress = Field(description="The record, as events/<id>, or dataset.")
    field: Text | None = Field(
        default=None, description="The seed's field that changed, as date.start; left out for a whole record."
    )
    before: Value = Field(default=None, description="Value before; for a removed record, its last values.")
    after: Value = Field(default=None, description="Value after.")
    reason: Text = Field(description="Why.")

    @model_validator(mode="after")
    def coherent(self) -> Self:
        """Only a whole record can be removed."""
        if self.kind is ChangeKind.REMOVED and self.field is not None:
            raise EntryError("kind", "a record is removed as a whole; a field is corrected, with nothing after")
        return self

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(Change, **self.model_dump())
