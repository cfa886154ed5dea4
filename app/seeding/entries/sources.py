"""Seed entries of sources.yaml."""

from collections.abc import Iterator

from pydantic import Field

from app.models import Source
from app.seeding.entries.base import Day, Row, SeedContext, SourcedEntry, StrictModel, Text, WholeNumber, row
from app.seeding.entries.evidence import evidence_rows
from app.vocabulary import SourceKind, SourceLevel


class AuthorEntry(StrictModel):
    """An author."""

    family: Text = Field(description="Family name.")
    given: Text | None = Field(default=None, description="Given name.")


class SourceEntry(SourcedEntry):
    """A reference of the article, with exactly the fields the article gives."""

    number: WholeNumber = Field(gt=0, description="Number in the reference list.")
    level: SourceLevel = Field(description="Distance from the event; our classification.")
    kind: SourceKind = Field(description="What it is; our classification.")
    title: Text = Field(description="Title as given.")
    authors: list[AuthorEntry] = Field(default=[], description="Authors as given.")
    publisher: Text | None = Field(default=None, description="Publisher as given.")
    published: Day | None = Field(default=None, description="Day of publication as given.")
    retrieved: Day | None = Field(default=None, description="Day of retrieval as given.")
    archived: Day | None = Field(default=None, description="Day of the archived copy as given.")
    issn: str | None = Field(default=None, pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$", description="ISSN as given.")
    quotation_speaker: Text | None = Field(default=None, description="Who is quoted in the reference.")

    def register(self, context: SeedContext) -> None:
        context.source_numbers.setdefault(self.number, self.id)

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(Source, **self.model_dump(exclude={"evidence"}))
        yield from evidence_rows("source", self.id, self.evidence)
