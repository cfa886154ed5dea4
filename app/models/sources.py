"""Sources: the article's references, and the article itself."""

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from app.models.columns import Sourced, ordered, word
from app.vocabulary import SourceKind, SourceLevel


class Source(Sourced, table=True):
    """A reference with exactly the fields the article gives; what it does not give is null."""

    __tablename__ = "sources"
    __table_args__ = (
        ordered("sources", "number"),
        ordered("sources", "title", "id"),
        ordered("sources", "kind"),
        ordered("sources", "level"),
        ordered("sources", "publisher", null=True),
        ordered("sources", "sources_count"),
    )

    number: int | None = None
    level: SourceLevel = word(SourceLevel, name="source_level")
    kind: SourceKind = word(SourceKind, name="source_kind")
    title: str
    authors: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    publisher: str | None = None
    published: str | None = Field(default=None, max_length=10)
    retrieved: str | None = Field(default=None, max_length=10)
    archived: str | None = Field(default=None, max_length=10)
    issn: str | None = Field(default=None, max_length=9)
    quotation_speaker: str | None = None
    url: str | None = None
    licence: str | None = None
    sha256: str | None = Field(default=None, max_length=64)
    cited: bool = Field(default=False, description="Derived: the article's text or infobox cites it.")
