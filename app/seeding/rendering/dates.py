"""Dates, rendered, with their EDTF string (ISO 8601-2)."""

from typing import Any

from app.schemas.events import EventDate
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import DatePrecision


def event_date(event: Any, lookup: ReferenceLookup) -> EventDate:
    """When the event happened."""
    return lookup.build(EventDate, event, "date", edtf=edtf(event))


def edtf(event: Any) -> str:
    """A day, a range start/end, or one of the days within bounds, `[a..b]`, where an open bound is left empty."""
    if event.date_precision is DatePrecision.DAY:
        return event.date_start or ""
    if event.date_precision is DatePrecision.RANGE:
        return f"{event.date_start}/{event.date_end}"
    if event.not_before and event.not_before == event.not_after:
        return str(event.not_before)
    return f"[{event.not_before or ''}..{event.not_after or ''}]" if event.not_before or event.not_after else ""
