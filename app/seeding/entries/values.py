"""The types of single values in a seed: ids of other entries, texts, days and numbers, each with its check."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, Field, PlainSerializer, StringConstraints

from app.models.columns import SLUG, SLUG_LENGTH
from app.queries.parameters import UNPRINTABLE

PRINTABLE = f"^[^{UNPRINTABLE}]+$"
ISO_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MAX_INTEGER = 2**31 - 1  # the largest value of an integer column of PostgreSQL


@dataclass(frozen=True)
class ForeignKey:
    """Marks a value as the id of an entry of another table. The check of references reads it."""

    table: str


def check_day(text: str) -> str:
    """Refuse a day that is not in the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("there is no such day; look it up in a calendar") from None
    return text


def check_text(text: str) -> str:
    """Refuse a text that a spreadsheet would run as a formula. No text is one, so no export has to escape any."""
    if text[0] in "=+-@":
        raise ValueError("a text may not begin with = + - or @, which spreadsheets take for a formula")
    if text != text.strip():
        raise ValueError("a text may not begin or end with a space; remove it")
    return text


def check_json(value: Any) -> Any:
    """Check each text in a value of any shape."""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        check_json(part)
    return check_text(value) if isinstance(value, str) and value else value


def sort_keys(value: Any) -> Any:
    """A value of any shape with the keys of its objects sorted, so that it is always written in the same way."""
    if isinstance(value, dict):
        return {key: sort_keys(value[key]) for key in sorted(value)}
    return [sort_keys(item) for item in value] if isinstance(value, list) else value


def unique(*names: str) -> AfterValidator:
    """Refuse a list with two equal items, or, with names, two items that are equal in these fields."""

    def check(items: list[Any]) -> list[Any]:
        if len(items) < 2:  # noqa: PLR2004, and most lists are that short
            return items
        keys = [tuple(getattr(item, name) for name in names) if names else (item,) for item in items]
        for key in keys if len(set(keys)) < len(keys) else ():
            if keys.count(key) > 1:
                raise ValueError(f"{', '.join(str(part) for part in key if part is not None)} is given twice; keep one")
        return items

    return AfterValidator(check)


Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=SLUG_LENGTH)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=PRINTABLE), AfterValidator(check_text)]
Day = Annotated[str, StringConstraints(pattern=ISO_DAY), AfterValidator(check_day)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=12)]
Script = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{3}$")]
Licence = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=PRINTABLE), AfterValidator(check_text)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
RecordPath = Annotated[str, StringConstraints(pattern=r"^(dataset|[a-z]+/[a-z0-9-]+)$", max_length=120)]
Json = Annotated[Any, AfterValidator(check_json), PlainSerializer(sort_keys, when_used="json")]
WholeNumber = Annotated[int, Field(strict=True, ge=0, le=MAX_INTEGER)]
Positive = Annotated[int, Field(strict=True, gt=0, le=MAX_INTEGER)]
Degrees = Annotated[float, Field(strict=True)]
Flag = Annotated[bool, Field(strict=True)]

PassageId = Annotated[Slug, ForeignKey("passages")]
PlaceId = Annotated[Slug, ForeignKey("places")]
PartyId = Annotated[Slug, ForeignKey("parties")]
PersonId = Annotated[Slug, ForeignKey("people")]
EventId = Annotated[Slug, ForeignKey("events")]
StrikeId = Annotated[Slug, ForeignKey("strikes")]
ClaimId = Annotated[Slug, ForeignKey("claims")]
