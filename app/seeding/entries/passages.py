"""Seed entries of passages.yaml."""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator
from sqlmodel import SQLModel

from app import addresses
from app.models import Passage, PassageSource
from app.seeding.entries.base import Entry, Hash, Known, Slug
from app.vocabulary import PassageKind

WHOLE = 6  # a name or cell of so many words may stand whole


class PassageEntry(Entry):
    """A sentence, cell, heading or reference of the article: where it stands, never what it says."""

    section: Slug = Field(description="Section it stands in.")
    index: int = Field(gt=0, description="Position in the section, from 1.")
    kind: PassageKind = Field(description="What part of the article it is.")
    start: int = Field(ge=0, description="First character, in Unicode code points of the text.")
    end: int = Field(gt=0, description="One past the last character.")
    sha256: Hash = Field(description="SHA-256 of the slice, in UTF-8.")
    first_words: str = Field(
        min_length=1, max_length=80, description="The words it begins with; at most six stand whole."
    )
    last_words: str | None = Field(default=None, max_length=80, description="The words it ends with.")
    cites: list[int] = Field(default=[], description="Numbers of the references it cites.")

    @model_validator(mode="after")
    def bounded(self) -> Self:
        """The slice is not empty, and no sentence is copied."""
        if self.end <= self.start:
            raise ValueError("end must come after start")
        if any(len(words.split()) > WHOLE for words in (self.first_words, self.last_words or "")):
            raise ValueError("give at most six words; a passage is located, not copied")
        return self

    def rows(self, known: Known) -> Iterator[SQLModel]:
        url = addresses.passage(known.article_url, self.first_words, self.last_words)
        yield Passage(**self.model_dump(exclude={"cites"}), url=url)
        for number in self.cites:
            yield PassageSource(passage_id=self.id, source_id=known.source_numbers[number])
