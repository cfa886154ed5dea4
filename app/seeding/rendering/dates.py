"""Dates, rendered, in words and as EDTF strings (ISO 8601-2)."""

from typing import Any

from app.seeding.rendering.sentences import date_text
from app.vocabulary import DatePrecision


def in_words(event: Any) -> str:
    """The date as a reader would write it."""
    return date_text(event.date_start, event.date_end, event.not_before, last_bound(event))


def last_bound(event: Any) -> str | None:
    """The latest possible day; null if it is only the day on which a reference was retrieved."""
    return None if event.not_after_basis else event.not_after


def edtf(event: Any) -> str:
    """A day, a range start/end, or one of the days within bounds, `[a..b]`, where an open bound is left empty."""
    if event.date_precision is DatePrecision.DAY:
        return event.date_start or ""
    if event.date_precision is DatePrecision.RANGE:
        return f"{event.date_start}/{event.date_end}"
    first, last = event.not_before, last_bound(event)
    if first and first == last:
        return f"[{first}]"  # one of a set of one day: it is not stated
    return f"[{first or ''}..{last or ''}]" if first or last else ""
