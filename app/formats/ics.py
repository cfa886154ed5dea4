"""iCalendar (RFC 5545): an all-day event for each record with a stated day; those without are counted, not placed."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event, vText

from app.formats import entries
from app.formats.head import Head

MEDIA_TYPE = "text/calendar; charset=utf-8"
SUFFIX = ".ics"
MAKER = f"-//{entries.AUTHORITY}//sourced record//EN"
POINTS = {"exact", "near"}  # how near a point must be to stand in a calendar, which opens it as the spot itself

ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


class Text(vText):
    """A text, escaped in one pass: the library's own takes a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        """As it stands in a calendar."""
        return str(self).translate(ESCAPED).encode()


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The calendar, in one piece: its properties, which come first, tell how many records it leaves out."""
    found = list(documents)
    dated = [document for document in found if (document.get("date") or {}).get("start")]
    calendar = opening(head, len(found) - len(dated))
    for document in dated:
        calendar.add_component(event(document, head))
    yield calendar.to_ical().decode()


def opening(head: Head, left_out: int) -> Calendar:
    """The calendar without events. Its name is said twice: the old way is the one that is widely read."""
    calendar = Calendar()
    calendar.add("PRODID", MAKER)
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", Text(entries.heading(head)))  # or its commas would not be escaped
    calendar.add("X-WR-CALNAME", Text(entries.heading(head)))
    calendar.add("DESCRIPTION", Text(entries.description(head)))
    calendar.add("SOURCE", head.url, {"VALUE": "URI"})
    if left_out:
        calendar.add("COMMENT", Text(f"Left out, since no day is stated: {left_out}."))
    return calendar


def event(document: dict[str, Any], head: Head) -> Event:
    """One record. Its stamp is the day of the release, never that of the request."""
    entry = entries.entry(document, head)
    when, where = document["date"], document.get("places") or []
    made = Event()
    made.add("UID", f"{entry.path}@{entries.AUTHORITY}")
    made.add("DTSTAMP", first_instant(head.released))
    made.add("LAST-MODIFIED", first_instant(entry.updated))
    made.add("DTSTART", date.fromisoformat(when["start"]))
    made.add("DTEND", date.fromisoformat(when["end"] or when["start"]) + timedelta(days=1))  # exclusive
    made.add("SUMMARY", Text(entry.title))
    made.add("URL", entry.url)
    made.add("TRANSP", "TRANSPARENT")  # nobody is busy on that day
    if entry.word:
        made.add("CATEGORIES", [entry.word])
    spot = pinned(where)
    if spot:
        made.add("LOCATION", Text(spot["name"]))
        made.add("GEO", (spot["latitude"], spot["longitude"]))
    made.add("DESCRIPTION", Text("\n".join(filter(None, (entry.text, place(where), basis(when))))))
    return made


def first_instant(day: str) -> datetime:
    """The first instant of a day."""
    return datetime.combine(date.fromisoformat(day), time(), UTC)


def pinned(places: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The one place, if its point is near the spot."""
    return places[0] if len(places) == 1 and places[0]["geo_precision"] in POINTS else None


def place(places: list[dict[str, Any]]) -> str:
    """All places by name, also those whose point stands for a wide area and is not given."""
    return f"Where: {'; '.join(one['name'] for one in places)}." if places else ""


def basis(when: dict[str, Any]) -> str:
    """How the day is known, where it is not plainly stated."""
    known = "The day is stated." if when["basis"] == "stated" else "Part of the date is inferred."
    return f"{known} {when['note']}" if when["note"] or when["basis"] != "stated" else ""
