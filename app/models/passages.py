"""Passages: where in the article a thing is said. Locators and hashes, never the sentences."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from app.models.columns import Sourced, ordered, reference, word
from app.vocabulary import PassageKind


class Passage(Sourced, table=True):
    """A sentence, cell, heading or reference. `start` and `end` count Unicode code points of the article's text."""

    __tablename__ = "passages"
    __table_args__ = (
        CheckConstraint('"start" < "end"', name="not_empty"),
        Index("ix_passages_start", "start", "id"),
        ordered("passages", "section", "id"),
        ordered("passages", "kind", "id"),
        ordered("passages", "sources_count"),
    )

    section: str
    index: int
    kind: PassageKind = word(PassageKind, name="passage_kind")
    start: int
    end: int
    sha256: str = Field(max_length=64)
    first_words: str
    last_words: str | None = None
    url: str


class PassageSource(SQLModel, table=True):
    """A passage cites a reference; a reference's own passage cites itself."""

    __tablename__ = "passage_sources"

    passage_id: str = reference("passages.id", key=True)
    source_id: str = reference("sources.id", key=True)
