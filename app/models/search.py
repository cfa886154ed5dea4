"""The search index: one row for each record that has a title or a name of its own."""

from sqlalchemy import Index
from sqlmodel import Field

from app.models.columns import SLUG_LENGTH, Table, enum_column
from app.vocabulary import RecordKind

FTS = "search_text"  # SQLite: the full-text table over title and body; PostgreSQL: the column with the words of both
FTS_TITLE = "search_text_title"  # PostgreSQL only: the column with the words of the title
INDEX_REFRESH = {  # statements that update the full-text index after a load; the first migration creates it
    "sqlite": [f"INSERT INTO {FTS}({FTS}) VALUES('rebuild')"],
    "postgresql": [],  # its columns are generated
}


class SearchEntry(Table, table=True):
    """`title` and `body` are folded (see queries/engine/folding.py); `brief` is the finished JSON of a result."""

    __tablename__ = "search_entries"
    __table_args__ = (Index("ix_search_entries_record", "record_kind", "record_id"),)

    number: int | None = Field(default=None, primary_key=True)
    record_kind: RecordKind = enum_column(RecordKind, name="record_kind")
    record_id: str = Field(max_length=SLUG_LENGTH)
    id: str = Field(unique=True, max_length=SLUG_LENGTH + 20, description="kind/id, the last tie-breaker.")
    earliest: str = Field(default="", max_length=10)
    title: str
    body: str
    brief: str
