"""Sources: the article's references, and the article itself."""

from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from app.models.columns import Sourced, column_index, enum_column
from app.vocabulary import SourceKind, SourceLevel


class Source(Sourced, table=True):
    """A reference with exactly the fields the article gives; the others are null."""

    __tablename__ = "sources"
    __table_args__ = (
        column_index("sources", "number"),
        column_index("sources", "title", "id"),
        column_index("sources", "kind"),
        column_index("sources", "level"),
        column_index("sources", "publisher", null=True),
        column_index("sources", "sources_count"),
    )

    number: int | None = None
    level: SourceLevel = enum_column(SourceLevel, name="source_level")
    kind: SourceKind = enum_column(SourceKind, name="source_kind")
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
    captured: str | None = Field(default=None, max_length=10)
    revision: str | None = None
    cited: bool = Field(default=False, description="Derived: the article's text or infobox cites it.")
