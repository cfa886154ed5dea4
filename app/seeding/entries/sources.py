"""Seed entries of sources.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Source
from app.schemas.sources import Author
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import DAY, OURS, WORDS
from app.seeding.entries.values import Day, Positive, Text
from app.vocabulary import RecordKind, SourceKind, SourceLevel


class AuthorEntry(SeedModel):
    """An author."""

    public_model = Author

    family: Annotated[Text, WORDS]
    given: Annotated[Text | None, WORDS] = None


class SourceEntry(SourcedEntry):
    """A reference of the article, with exactly the fields the article gives."""

    record_kind = RecordKind.SOURCE

    number: Annotated[Positive, OURS] = Field(description="Number in the reference list.")
    level: Annotated[SourceLevel, OURS]
    kind: Annotated[SourceKind, OURS]
    title: Annotated[Text, WORDS]
    authors: list[AuthorEntry] = Field(default=[])
    publisher: Annotated[Text | None, WORDS] = None
    published: Annotated[Day | None, DAY] = None
    retrieved: Annotated[Day | None, DAY] = None
    archived: Annotated[Day | None, DAY] = None
    issn: Annotated[str | None, WORDS] = Field(default=None, pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$")
    quotation_speaker: Annotated[Text | None, WORDS] = None

    def register(self, context: SeedContext) -> None:
        context.source_numbers.setdefault(self.number, self.id)

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Source, authors=[author.model_dump() for author in self.authors])
        yield from self.evidence_rows()
