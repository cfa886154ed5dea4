"""Seed entries of discrepancies.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Discrepancy, DiscrepancyRecord
from app.seeding.entries.base import Row, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.values import RecordPath, Text, unique
from app.vocabulary import COLLECTIONS, DiscrepancyKind, RecordKind


class DiscrepancyEntry(SourcedEntry):
    """A point where the article contradicts itself, or says nothing."""

    record_kind = RecordKind.DISCREPANCY

    kind: DiscrepancyKind
    title: Text = Field(max_length=120)
    explanation: Text
    records: Annotated[list[RecordPath], unique()] = Field(
        min_length=1, description="The records it touches, as events/<id>, or dataset."
    )

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Discrepancy)
        for record in self.records:
            kind = COLLECTIONS.get(record.partition("/")[0])  # null for `dataset`
            link = {"discrepancy_id": self.id, "record_kind": kind, "record": record}
            yield Row(DiscrepancyRecord, link)
        yield from self.evidence_rows()
