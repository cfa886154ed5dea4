"""Changes: the dataset's own changelog."""

from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from app.models.columns import SLUG_LENGTH, WITHOUT_ROWID, Record, Table, enum_column
from app.vocabulary import ChangeKind


def version_key(version: str) -> tuple[int, ...]:
    """A sort key for versions, which puts 1.10.0 after 1.9.0."""
    return tuple(map(int, version.split(".")))


class Change(Record, table=True):
    """A change to one field of a record, or to the whole record, in one version."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_released", "released", "id"),)

    version: str = Field(index=True)
    released: str = Field(max_length=10)
    kind: ChangeKind = enum_column(ChangeKind, name="change_kind", index=True)
    record: str = Field(index=True, max_length=SLUG_LENGTH + 20)
    field: str | None = None
    before: Any = Field(default=None, sa_type=JSON)
    after: Any = Field(default=None, sa_type=JSON)
    reason: str


class ChangeRelation(Table, table=True):
    """Another record that shows what a change is about: the event and the strike of a changed claim."""

    __tablename__ = "change_relations"
    __table_args__ = (Index("ix_change_relations_record", "record", "change_id"), WITHOUT_ROWID)

    change_id: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    record: str = Field(primary_key=True, max_length=SLUG_LENGTH + 20)
