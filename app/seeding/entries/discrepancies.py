"""Seed entries of discrepancies.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from app.models import Discrepancy, DiscrepancyRecord
from app.seeding.entries.base import Row, SeedContext, SourcedEntry, Text, row, unique
from app.seeding.entries.evidence import evidence_rows
from app.vocabulary import COLLECTIONS, DiscrepancyKind

RecordAddress = Annotated[str, StringConstraints(pattern=r"^(dataset|[a-z]+/[a-z0-9-]+)$", max_length=120)]


class DiscrepancyEntry(SourcedEntry):
    """A point where the article is at odds with itself, or silent."""

    kind: DiscrepancyKind = Field(description="In which way.")
    title: Text = Field(max_length=120, description="What it is about.")
    explanation: Text = Field(description="What the passages say, in our neutral words.")
    records: Annotated[list[RecordAddress], unique()] = Field(
        min_length=1, description="The records it touches, as events/<id>, or dataset."
    )

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(Discrepancy, id=self.id, kind=self.kind, title=self.title, explanation=self.explanation)
        for record in self.records:
            collection = record.partition("/")[0]
            kind = COLLECTIONS.get(collection)
            yield row(DiscrepancyRecord, discrepancy_id=self.id, record_kind=kind, record=record)
        yield from evidence_rows("discrepancy", self.id, self.evidence)
