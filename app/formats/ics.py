"""iCalendar (RFC 5545): an all-day event for each record with a stated day; records without one are only counted.

Imported through app/formats/lazy.py, which holds the format.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText

from app.formats import feed_entries
from app.formats.feed_entries import feed_entry
from app.formats.format import DocumentInfo

PRODUCT = f"-//{feed_entries.AUTHORITY}//sourced record//EN"
REFRESH = timedelta(hours=6)  # how often programs should ask again
PRECISE = {"exact", "near"}  # precisions of points that are given: a calendar opens its point as the spot itself
ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class Text(vText):
    """A text escaped in one pass. The library's own escaping takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        """The escaped text."""
        return str(self).translate(ESCAPES).encode()


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The calendar, in one piece: its properties, which come first, count the records left out."""
    documents = list(documents)
    dated = [document for document in documents if (document.get("date") or {}).get("start")]
    calendar = empty_calendar(info, len(documents) - len(dated))
    if not dated:
        calendar.add_component(utc())  # a calendar must have a component
    for document in dated:
        calendar.add_component(calendar_event(document, info))
    yield calendar.to_ical().decode()


def empty_calendar(info: DocumentInfo, left_out: int) -> Calendar:
    """The calendar without events. Its name is given twice: most programs read only the older X-WR-CALNAME."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", Text(feed_entries.feed_title(info)))  # as a plain str its commas would not be escaped
    calendar.add("X-WR-CALNAME", Text(feed_entries.feed_title(info)))
    notes = [f"Records left out because no day is stated: {left_out}."] if left_out else []
    calendar.add("DESCRIPTION", Text(". ".join([feed_entries.feed_description(info), *notes])))
    calendar.add("SOURCE", info.url, {"VALUE": "URI"})
    calendar.add("METHOD", "PUBLISH")
    calendar.add("REFRESH-INTERVAL", REFRESH, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH))  # the same for older programs
    return calendar


def utc() -> Timezone:
    """The time zone of the times in a calendar."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("TZID", "Etc/UTC")
    standard.add("DTSTART", datetime(1970, 1, 1))  # noqa: DTZ001, the standard wants local time
    standard.add("TZOFFSETFROM", timedelta())
    standard.add("TZOFFSETTO", timedelta())
    zone.add_component(standard)
    return zone


def calendar_event(document: dict[str, Any], info: DocumentInfo) -> Event:
    """One record. Its DTSTAMP is the day of the release, never the time of the request."""
    entry = feed_entry(document, info)
    when, places = document["date"], document.get("places") or []
    event = Event()
    event.add("UID", f"{entry.path}@{feed_entries.AUTHORITY}")
    event.add("DTSTAMP", start_of_day(info.released))
    event.add("LAST-MODIFIED", start_of_day(entry.updated))
    event.add("DTSTART", date.fromisoformat(when["start"]))
    event.add("DTEND", date.fromisoformat(when["end"] or when["start"]) + timedelta(days=1))  # exclusive
    event.add("SUMMARY", Text(entry.title))
    event.add("URL", entry.url)
    event.add("TRANSP", "TRANSPARENT")  # it does not make the reader busy on that day
    if entry.type:
        event.add("CATEGORIES", [entry.type])
    if spot := precise_place(places):
        event.add("LOCATION", Text(spot["name"]))
        event.add("GEO", (spot["latitude"], spot["longitude"]))
    event.add("DESCRIPTION", Text("\n".join(filter(None, (entry.text, place_names(places), date_basis(when))))))
    return event


def start_of_day(day: str) -> datetime:
    """The start of a day (UTC)."""
    return datetime.combine(date.fromisoformat(day), time(), UTC)


def precise_place(places: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The place of an event that has only one, if its point is at or near the spot itself."""
    return places[0] if len(places) == 1 and places[0]["geo_precision"] in PRECISE else None


def place_names(places: list[dict[str, Any]]) -> str:
    """The names of all places, including those whose point stands for a wide area and is not given."""
    return f"Where: {'; '.join(place['name'] for place in places)}." if places else ""


def date_basis(when: dict[str, Any]) -> str:
    """How the day is known, unless it is simply stated."""
    basis = "The day is stated." if when["basis"] == "stated" else "Part of the date is inferred."
    return f"{basis} {when['note']}" if when["note"] or when["basis"] != "stated" else ""
