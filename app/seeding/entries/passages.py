"""Seed entries of passages.yaml."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app import urls
from app.models import Passage, PassageSource
from app.seeding.entries.base import Entry, EntryError, Row
from app.seeding.entries.context import SeedContext
from app.seeding.entries.values import PRINTABLE, Positive, Sha256, Slug, WholeNumber, unique
from app.vocabulary import PassageKind, RecordKind

MAX_WORDS = 6


def check_word_count(words: str) -> str:
    """Refuse more than six words: no sentence of the article is copied."""
    if len(words.split()) > MAX_WORDS:
        raise ValueError("give at most six words; a passage is located, not copied")
    return words


Words = Annotated[str, StringConstraints(max_length=80, pattern=PRINTABLE), AfterValidator(check_word_count)]


class PassageEntry(Entry):
    """A sentence, cell, heading or reference of the article: where it stands, never what it says."""

    record_kind = RecordKind.PASSAGE

    section: Slug
    index: Positive
    kind: PassageKind
    start: WholeNumber
    end: Positive
    sha256: Sha256
    first_words: Words = Field(description="The words it begins with; the whole passage, if that has at most six.")
    last_words: Words | None = Field(default=None, description="The words it ends with.")
    next_words: Words | None = Field(
        default=None, description="The words that follow it, if its own also stand elsewhere in the article."
    )
    cites: Annotated[list[WholeNumber], unique()] = Field(default=[], description="Numbers of the references it cites.")

    @model_validator(mode="after")
    def check_bounds(self) -> Self:
        """A passage has at least one character."""
        if self.end <= self.start:
            raise EntryError("end", "must come after start; a passage has at least one character")
        return self

    def rows(self, context: SeedContext) -> Iterator[Row]:
        url = urls.passage(context.article_url, self.first_words, self.last_words, self.next_words)
        yield self.row(Passage, url=url)
        for number in self.cites:
            yield Row(PassageSource, {"passage_id": self.id, "source_id": context.source_numbers[number]})
