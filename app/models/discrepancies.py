"""Discrepancies: where the article disagrees with itself, or is silent."""

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from app.models.columns import SLUG_LENGTH, Sourced, Table, column_index, enum_column, foreign_key
from app.vocabulary import DiscrepancyKind, DiscrepancyTopic, DiscrepancyWeight, RecordKind


class Discrepancy(Sourced, table=True):
    """A point on which the article disagrees with itself or is silent, in our own neutral words."""

    __tablename__ = "discrepancies"
    __table_args__ = (
        column_index("discrepancies", "position", "id"),
        column_index("discrepancies", "title", "id"),
        column_index("discrepancies", "kind", "id"),
        column_index("discrepancies", "topic"),
        column_index("discrepancies", "weight"),
        column_index("discrepancies", "sources_count"),
    )

    kind: DiscrepancyKind = enum_column(DiscrepancyKind, name="discrepancy_kind")
    topic: DiscrepancyTopic = enum_column(DiscrepancyTopic, name="discrepancy_topic")
    weight: DiscrepancyWeight = enum_column(DiscrepancyWeight, name="discrepancy_weight")
    position: int = Field(description="Order of the list: by weight, then topic.")
    title: str
    explanation: str
    not_stated: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class DiscrepancyRecord(Table, table=True):
    """A record that a discrepancy affects."""

    __tablename__ = "discrepancy_records"
    __table_args__ = (column_index("discrepancy_records", "record", "discrepancy_id"),)

    discrepancy_id: str = foreign_key("discrepancies.id", key=True)
    # Null means the dataset as a whole.
    record_kind: RecordKind | None = enum_column(RecordKind, name="record_kind", null=True)
    record: str = Field(primary_key=True, max_length=SLUG_LENGTH + 20)
