"""Seed entries of passages.yaml."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from app import urls
from app.models import Passage, PassageSource
from app.seeding.entries.base import Entry, EntryError, Row
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import ELSEWHERE
from app.seeding.entries.values import PRINTABLE, Positive, Sha256, Slug, WholeNumber, unique
from app.seeding.words import ordinal
from app.vocabulary import PassageKind, RecordKind

MAX_WORDS = 6
SECTIONS = {"lead": "Introduction", "infobox": "Summary table"}  # the sections without a heading of their own


def check_word_count(words: str) -> str:
    """Refuse more than six words: no sentence of the article is copied."""
    if len(words.split()) > MAX_WORDS:
        raise ValueError("give at most six words; a passage is located, not copied")
    return words


Words = Annotated[str, StringConstraints(max_length=80, pattern=PRINTABLE), AfterValidator(check_word_count)]


class PassageEntry(Entry):
    """A sentence, cell, heading or reference of the article: where it stands, never what it says."""

    record_kind = RecordKind.PASSAGE

    section: Annotated[Slug, ELSEWHERE]
    index: Annotated[Positive, ELSEWHERE]
    kind: Annotated[PassageKind, ELSEWHERE]
    start: Annotated[WholeNumber, ELSEWHERE]
    end: Annotated[Positive, ELSEWHERE]
    sha256: Annotated[Sha256, ELSEWHERE]
    first_words: Annotated[Words, ELSEWHERE] = Field(
        description="The words it begins with; the whole passage, if that has at most six."
    )
    last_words: Annotated[Words | None, ELSEWHERE] = Field(default=None, description="The words it ends with.")
    next_words: Annotated[Words | None, ELSEWHERE] = Field(
        default=None, description="The words that follow it, if its own also stand elsewhere in the article."
    )
    cites: Annotated[list[WholeNumber], unique(), ELSEWHERE] = Field(
        default=[], description="Numbers of the references it cites."
    )

    @model_validator(mode="after")
    def check_bounds(self) -> Self:
        """A passage has at least one character."""
        if self.end <= self.start:
            raise EntryError("end", "must come after start; a passage has at least one character")
        return self

    def label(self, context: SeedContext) -> str:
        """Where it is in words: `Introduction, 1st sentence`. Counts the passages of its section and kind so far."""
        title = SECTIONS.get(self.section) or context.section_titles.get(self.section, self.section)
        context.passage_counts[self.section, self.kind] += 1
        number = context.passage_counts[self.section, self.kind]
        match self.kind:
            case PassageKind.HEADING:
                context.section_titles.setdefault(self.section, f"“{self.first_words}”")
                place = f"{title}, heading" if self.section in SECTIONS and self.index > 1 else "Heading"
                return f"{place} “{self.first_words}”"
            case PassageKind.REFERENCE:
                return f"Reference {self.cites[0]}" if self.cites else f"{title}, {ordinal(number)} entry"
            case PassageKind.INFOBOX:
                return f"{title}, {ordinal(number)} entry"
            case PassageKind.SENTENCE:
                return f"{title}, {ordinal(number)} sentence"

    def rows(self, context: SeedContext) -> Iterator[Row]:
        url = urls.passage(context.article_url, self.first_words, self.last_words, self.next_words)
        yield self.row(Passage, url=url, label=self.label(context))
        for number in self.cites:
            yield Row(PassageSource, {"passage_id": self.id, "source_id": context.source_numbers[number]})
