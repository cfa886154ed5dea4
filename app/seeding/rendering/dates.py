"""Dates, rendered, with their EDTF string (ISO 8601-2)."""

from app.models import Event
from app.schemas.events import EventDate
from app.vocabulary import DatePrecision


def edtf(event: Event) -> str:
    """A day, a range start/end, or one of the days within bounds, `[a..b]`, open where a bound is."""
    if event.date_precision is DatePrecision.DAY:
        return event.date_start or ""
    if event.date_precision is DatePrecision.RANGE:
        return f"{event.date_start}/{event.date_end}"
    if event.not_before and event.not_before == event.not_after:
        return event.not_before
    return f"[{event.not_before or ''}..{event.not_after or ''}]" if event.not_before or event.not_after else ""


def date(event: Event) -> EventDate:
    """When the event happened."""
    return EventDate(
        start=event.date_start,
        end=event.date_end,
        precision=event.date_precision,
        edtf=edtf(event),
        basis=event.date_basis,
        note=event.date_note,
        not_before=event.not_before,
        not_after=event.not_after,
    )
