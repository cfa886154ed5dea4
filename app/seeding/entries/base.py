"""What every seed entry is made of: ids, texts, days, evidence, and marked references to other entries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from sqlmodel import SQLModel

from app.models.columns import SLUG, SLUG_LENGTH

PRINTABLE = r"^[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+$"


@dataclass(frozen=True)
class Refers:
    """Marks a value as the id of an entry of another table; the check follows it."""

    table: str


def iso_day(text: str) -> str:
    """A day as YYYY-MM-DD, and one that exists."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("write a day as YYYY-MM-DD")
    date.fromisoformat(text)
    return text


def plain_cell(text: str) -> str:
    """No text may open as a spreadsheet formula would: an invariant of the data, so that no export needs to mend it."""
    if text[0] in "=+-@":
        raise ValueError("a text may not begin with = + - or @, which spreadsheets take for a formula")
    return text


Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=PRINTABLE), AfterValidator(plain_cell)]
Day = Annotated[str, AfterValidator(iso_day)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=12)]
Script = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{3}$")]
Licence = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=PRINTABLE)]
SourceId = Annotated[Slug, Refers("sources")]
PassageId = Annotated[Slug, Refers("passages")]
PlaceId = Annotated[Slug, Refers("places")]
PartyId = Annotated[Slug, Refers("parties")]
PersonId = Annotated[Slug, Refers("people")]
EventId = Annotated[Slug, Refers("events")]
StrikeId = Annotated[Slug, Refers("strikes")]
ClaimId = Annotated[Slug, Refers("claims")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]


class Strict(BaseModel):
    """Base of all seed documents: an unknown field is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceEntry(Strict):
    """A passage that supports the entry, or one field of it. The passage's id alone means the whole entry."""

    passage: PassageId = Field(description="Id of the passage.")
    aspect: str | None = Field(default=None, description="The public field it supports; left out for the whole entry.")


Evidence = Annotated[
    EvidenceEntry, BeforeValidator(lambda value: {"passage": value} if isinstance(value, str) else value)
]


@dataclass
class Known:
    """What rows need to know of other entries: outer parties and places, and the days that close open bounds."""

    article_url: str = ""
    first_day: str = "9999-12-31"
    last_day: str = "0000-01-01"
    party_parents: dict[str, str | None] = field(default_factory=dict)
    place_parents: dict[str, str | None] = field(default_factory=dict)
    source_numbers: dict[int, str] = field(default_factory=dict)

    def saw_day(self, *days: str | None) -> None:
        """Widen the span of the record to these days."""
        for day in filter(None, days):
            self.first_day, self.last_day = min(self.first_day, day), max(self.last_day, day)


def outwards(id: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The entry itself, then what it belongs to, and so on; stops at a circle."""
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current)


class Entry(Strict):
    """An entry of a seed table: it has an id, and becomes rows."""

    id: Slug = Field(description="Stable id: lower-case words joined by hyphens.")

    def learn(self, known: Known) -> None:
        """Tell what other entries need to know of this one."""

    def rows(self, known: Known) -> Iterator[SQLModel]:
        """The database rows this entry becomes, links and evidence included."""
        raise NotImplementedError


class SourcedEntry(Entry):
    """An entry that passages support. Every fact has evidence."""

    evidence: list[Evidence] = Field(min_length=1, description="The passages behind it; at least one.")
