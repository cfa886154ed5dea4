"""Seed entries of changes.yaml."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.models import Change
from app.seeding.entries.base import Entry, EntryError, Row
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import OURS
from app.seeding.entries.values import Day, Json, RecordPath, Text, Version
from app.vocabulary import ChangeKind, RecordKind

PLACEHOLDER_REASON = "TODO: say why."  # in drafts; a seed with it is refused


class ChangeEntry(Entry):
    """An entry of the dataset's changelog."""

    record_kind = RecordKind.CHANGE

    version: Annotated[Version, OURS]
    released: Annotated[Day, OURS]
    kind: Annotated[ChangeKind, OURS]
    record: Annotated[RecordPath, OURS] = Field(description="The record, as events/<id>, or dataset.")
    field: Annotated[Text | None, OURS] = Field(
        default=None, description="The seed's field that changed, as date.start; left out for a whole record."
    )
    before: Annotated[Json, OURS] = None
    after: Annotated[Json, OURS] = None
    reason: Annotated[Text, OURS]

    @model_validator(mode="after")
    def check_removal(self) -> Self:
        """Only a whole record can be removed."""
        if self.kind is ChangeKind.REMOVED and self.field is not None:
            raise EntryError("kind", "a record is removed as a whole; a field is corrected, with nothing after")
        return self

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Change)
