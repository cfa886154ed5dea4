"""Seed entries of sources.yaml."""

from collections.abc import Iterator

from pydantic import Field

from app.models import Source
from app.schemas.sources import Author
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.values import Day, Positive, Text
from app.vocabulary import RecordKind, SourceKind, SourceLevel


class AuthorEntry(SeedModel):
    """An author."""

    public_model = Author

    family: Text
    given: Text | None = None


class SourceEntry(SourcedEntry):
    """A reference of the article, with exactly the fields the article gives."""

    record_kind = RecordKind.SOURCE

    number: Positive = Field(description="Number in the reference list.")
    level: SourceLevel
    kind: SourceKind
    title: Text
    authors: list[AuthorEntry] = Field(default=[])
    publisher: Text | None = None
    published: Day | None = None
    retrieved: Day | None = None
    archived: Day | None = None
    issn: str | None = Field(default=None, pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$")
    quotation_speaker: Text | None = None

    def register(self, context: SeedContext) -> None:
        context.source_numbers.setdefault(self.number, self.id)

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Source, authors=[author.model_dump() for author in self.authors])
        yield from self.evidence_rows()
