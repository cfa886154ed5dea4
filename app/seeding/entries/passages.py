"""Seed entries of passages.yaml."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app import urls
from app.models import Passage, PassageSource
from app.seeding.entries.base import (
    PRINTABLE,
    Entry,
    EntryError,
    Row,
    SeedContext,
    Sha256,
    Slug,
    WholeNumber,
    row,
    unique,
)
from app.vocabulary import PassageKind

WHOLE = 6  # a name or cell of so many words may stand whole


def few(words: str) -> str:
    """At most six words: no sentence is copied."""
    if len(words.split()) > WHOLE:
        raise ValueError("give at most six words; a passage is located, not copied")
    return words


Words = Annotated[str, StringConstraints(max_length=80, pattern=PRINTABLE), AfterValidator(few)]


class PassageEntry(Entry):
    """A sentence, cell, heading or reference of the article: where it stands, never what it says."""

    section: Slug = Field(description="Section it stands in.")
    index: WholeNumber = Field(gt=0, description="Position in the section, from 1.")
    kind: PassageKind = Field(description="What part of the article it is.")
    start: WholeNumber = Field(description="First character, in Unicode code points of the text.")
    end: WholeNumber = Field(gt=0, description="One past the last character.")
    sha256: Sha256 = Field(description="SHA-256 of the slice, in UTF-8.")
    first_words: Words = Field(description="The words it begins with; at most six stand whole.")
    last_words: Words | None = Field(default=None, description="The words it ends with.")
    next_words: Words | None = Field(
        default=None, description="The words that follow it, where its own stand elsewhere in the article too."
    )
    cites: Annotated[list[WholeNumber], unique()] = Field(default=[], description="Numbers of the references it cites.")

    @model_validator(mode="after")
    def bounded(self) -> Self:
        """The slice is not empty."""
        if self.end <= self.start:
            raise EntryError("end", "must come after start; a passage has at least one character")
        return self

    def rows(self, context: SeedContext) -> Iterator[Row]:
        url = urls.passage(context.article_url, self.first_words, self.last_words, self.next_words)
        yield row(Passage, **self.model_dump(exclude={"cites", "next_words"}), url=url)
        for number in self.cites:
            yield row(PassageSource, passage_id=self.id, source_id=context.source_numbers[number])
