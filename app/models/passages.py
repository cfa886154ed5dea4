"""Passages: positions and hashes of the article's sentences, never their words."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from app.models.columns import Sourced, Table, column_index, enum_column, foreign_key
from app.vocabulary import PassageKind


class Passage(Sourced, table=True):
    """A sentence, cell, heading or reference. `start` and `end` count Unicode code points of the article's text."""

    __tablename__ = "passages"
    __table_args__ = (
        CheckConstraint('"start" < "end"', name="not_empty"),
        Index("ix_passages_start", "start", "id"),
        column_index("passages", "section", "id"),
        column_index("passages", "kind", "id"),
        column_index("passages", "sources_count"),
    )

    section: str
    label: str = Field(description="Where it is, in words.")
    index: int
    kind: PassageKind = enum_column(PassageKind, name="passage_kind")
    start: int
    end: int
    sha256: str = Field(max_length=64)
    first_words: str
    last_words: str | None = None
    url: str


class PassageSource(Table, table=True):
    """A reference that a passage cites; the passage of a reference entry cites that reference."""

    __tablename__ = "passage_sources"

    passage_id: str = foreign_key("passages.id", key=True)
    source_id: str = foreign_key("sources.id", key=True)
