"""Discrepancies: where the article is at odds with itself, or silent."""

from sqlmodel import Field, SQLModel

from app.models.columns import SLUG_LENGTH, Sourced, ordered, reference, word
from app.vocabulary import DiscrepancyKind, RecordKind


class Discrepancy(Sourced, table=True):
    """One such point, in our own neutral words."""

    __tablename__ = "discrepancies"
    __table_args__ = (
        ordered("discrepancies", "title", "id"),
        ordered("discrepancies", "kind", "id"),
        ordered("discrepancies", "sources_count"),
    )

    kind: DiscrepancyKind = word(DiscrepancyKind, name="discrepancy_kind")
    title: str
    explanation: str


class DiscrepancyRecord(SQLModel, table=True):
    """A record that a discrepancy touches."""

    __tablename__ = "discrepancy_records"
    __table_args__ = (ordered("discrepancy_records", "record", "discrepancy_id"),)

    discrepancy_id: str = reference("discrepancies.id", key=True)
    record_kind: RecordKind | None = word(RecordKind, name="record_kind", null=True)  # null: the dataset as a whole
    record: str = Field(primary_key=True, max_length=SLUG_LENGTH + 20)
