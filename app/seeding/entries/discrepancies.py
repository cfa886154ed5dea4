"""Seed entries of discrepancies.yaml."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.models import Discrepancy, DiscrepancyRecord
from app.schemas.discrepancies import NotStatedText
from app.seeding.entries.base import EntryError, Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import OURS
from app.seeding.entries.values import RecordPath, Text, unique
from app.vocabulary import COLLECTIONS, DiscrepancyKind, DiscrepancyTopic, DiscrepancyWeight, RecordKind


class NotStatedEntry(SeedModel):
    """Something that the article does not say and that a reader of an event or a strike would miss."""

    public_model = NotStatedText

    text: Annotated[Text, OURS] = Field(max_length=200)
    records: Annotated[list[RecordPath], unique(), OURS] = Field(
        default=[], description="The events and strikes it concerns; all that the discrepancy touches if left out."
    )


class DiscrepancyEntry(SourcedEntry):
    """A point where the article contradicts itself, or says nothing."""

    record_kind = RecordKind.DISCREPANCY

    kind: Annotated[DiscrepancyKind, OURS]
    topic: Annotated[DiscrepancyTopic, OURS]
    weight: Annotated[DiscrepancyWeight, OURS] = DiscrepancyWeight.USEFUL
    title: Annotated[Text, OURS] = Field(max_length=120)
    explanation: Annotated[Text, OURS]
    records: Annotated[list[RecordPath], unique(), OURS] = Field(
        min_length=1, description="The records it touches, as events/<id>, or dataset."
    )

    not_stated: list[NotStatedEntry] = Field(default=[])

    @model_validator(mode="after")
    def check_not_stated(self) -> Self:
        """What is not stated concerns records that the discrepancy touches."""
        for item in self.not_stated:
            for record in item.records:
                if record not in self.records:
                    raise EntryError("not_stated", f"{record} is not among the records; add it there or correct it")
        return self

    def rows(self, context: SeedContext) -> Iterator[Row]:
        items = [item.model_dump(mode="json") for item in self.not_stated]
        yield self.row(Discrepancy, position=100 * self.weight.rank + self.topic.rank, not_stated=items)
        for record in self.records:
            kind = COLLECTIONS.get(record.partition("/")[0])  # null for `dataset`
            link = {"discrepancy_id": self.id, "record_kind": kind, "record": record}
            yield Row(DiscrepancyRecord, link)
        yield from self.evidence_rows()
