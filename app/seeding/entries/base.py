"""What every seed entry is made of: ids, texts, days, evidence, and marked references to other entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from sqlmodel import SQLModel

from app.models.columns import SLUG, SLUG_LENGTH
from app.queries.parameters import UNPRINTABLE

PRINTABLE = f"^[^{UNPRINTABLE}]+$"
ISO_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class EntryError(ValueError):
    """What several fields together have wrong, told of the one to mend."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class ForeignKey:
    """Marks a value as the id of an entry of another table; the check follows it."""

    table: str


def iso_day(text: str) -> str:
    """A day that exists."""
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day; look it up in a calendar") from None
    return text


def plain_cell(text: str) -> str:
    """No text may open as a spreadsheet formula would: an invariant of the data, so that no export needs to mend it."""
    if text[0] in "=+-@":
        raise ValueError("a text may not begin with = + - or @, which spreadsheets take for a formula")
    if text != text.strip():
        raise ValueError("a text may not begin or end with a space; remove it")
    return text


def plain_value(value: Any) -> Any:
    """A value of any shape, each of whose texts is plain."""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        plain_value(part)
    return plain_cell(value) if isinstance(value, str) and value else value


def unique(*names: str) -> AfterValidator:
    """A list in which no two items are alike; with names, alike in these fields."""

    def check(items: list[Any]) -> list[Any]:
        keys = [tuple(getattr(item, name) for name in names) if names else (item,) for item in items]
        for key in keys if len(set(keys)) < len(keys) else ():
            if keys.count(key) > 1:
                raise ValueError(f"{', '.join(str(part) for part in key if part is not None)} is given twice; keep one")
        return items

    return AfterValidator(check)


Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=PRINTABLE), AfterValidator(plain_cell)]
Day = Annotated[str, StringConstraints(pattern=ISO_DAY), AfterValidator(iso_day)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=12)]
Script = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{3}$")]
Licence = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=PRINTABLE), AfterValidator(plain_cell)]
Value = Annotated[Any, AfterValidator(plain_value)]
WholeNumber = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]  # what an integer column of every database holds
Degrees = Annotated[float, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]
SourceId = Annotated[Slug, ForeignKey("sources")]
PassageId = Annotated[Slug, ForeignKey("passages")]
PlaceId = Annotated[Slug, ForeignKey("places")]
PartyId = Annotated[Slug, ForeignKey("parties")]
PersonId = Annotated[Slug, ForeignKey("people")]
EventId = Annotated[Slug, ForeignKey("events")]
StrikeId = Annotated[Slug, ForeignKey("strikes")]
ClaimId = Annotated[Slug, ForeignKey("claims")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]


class StrictModel(BaseModel):
    """Base of all seed documents: an unknown field is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceEntry(StrictModel):
    """A passage that supports the entry, or one field of it. The passage's id alone means the whole entry."""

    passage: PassageId = Field(description="Id of the passage.")
    aspect: str | None = Field(default=None, description="The public field it supports; left out for the whole entry.")


Evidence = Annotated[
    EvidenceEntry,
    BeforeValidator(
        lambda value: {"passage": value} if isinstance(value, str) else value,
        json_schema_input_type=Slug | EvidenceEntry,
    ),
]


class Row(NamedTuple):
    """A row to be: its table, and the columns that are not left at their defaults."""

    table: type[SQLModel]
    values: dict[str, Any]


def row(table: type[SQLModel], **values: Any) -> Row:
    """A row as it will be written. An instance of its model would cost fifty times as much."""
    return Row(table, values)


@dataclass
class SeedContext:
    """What must be known of other entries: outer parties and places, the days that close open bounds, what changed."""

    article_url: str = ""
    first_day: str = "9999-12-31"
    last_day: str = "0000-01-01"
    party_parents: dict[str, str | None] = field(default_factory=dict)
    place_parents: dict[str, str | None] = field(default_factory=dict)
    source_numbers: dict[int, str] = field(default_factory=dict)
    changed_records: set[str] = field(default_factory=set)

    def include_days(self, *days: str | None) -> None:
        """Widen the span of the record to these days."""
        for day in filter(None, days):
            self.first_day, self.last_day = min(self.first_day, day), max(self.last_day, day)


def ancestors(id: str, parents: dict[str, str | None]) -> Iterator[str]:
    """The entry itself, then what it belongs to, and so on; stops at a circle."""
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        current = parents.get(current)


class Entry(StrictModel):
    """An entry of a seed table: it has an id, and becomes rows."""

    id: Slug = Field(description="Stable id: lower-case words joined by hyphens.")

    def register(self, context: SeedContext) -> None:
        """Tell what other entries need to know of this one."""

    def rows(self, context: SeedContext) -> Iterator[Row]:
        """The database rows this entry becomes, links and evidence included."""
        raise NotImplementedError


class SourcedEntry(Entry):
    """An entry that passages support. Every fact has evidence."""

    evidence: Annotated[list[Evidence], unique("passage", "aspect")] = Field(
        min_length=1, description="The passages behind it; at least one."
    )
