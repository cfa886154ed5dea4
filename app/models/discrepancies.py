"""Discrepancies: where the article disagrees with itself, or is silent."""

from sqlmodel import Field

from app.models.columns import SLUG_LENGTH, Sourced, Table, column_index, enum_column, foreign_key
from app.vocabulary import DiscrepancyKind, RecordKind


class Discrepancy(Sourced, table=True):
    """A point on which the article disagrees with itself or is silent, in our own neutral words."""

    __tablename__ = "discrepancies"
    __table_args__ = (
        column_index("discrepancies", "title", "id"),
        column_index("discrepancies", "kind", "id"),
        column_index("discrepancies", "sources_count"),
    )

    kind: DiscrepancyKind = enum_column(DiscrepancyKind, name="discrepancy_kind")
    title: str
    explanation: str


class DiscrepancyRecord(Table, table=True):
    """A record that a discrepancy affects."""

    __tablename__ = "discrepancy_records"
    __table_args__ = (column_index("discrepancy_records", "record", "discrepancy_id"),)

    discrepancy_id: str = foreign_key("discrepancies.id", key=True)
    # Null means the dataset as a whole.
    record_kind: RecordKind | None = enum_column(RecordKind, name="record_kind", null=True)
    record: str = Field(primary_key=True, max_length=SLUG_LENGTH + 20)
