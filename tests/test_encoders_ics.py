"""The calendar, over all real events, read by icalendar; folding and ends of lines by us."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from icalendar import Calendar

from app.formats import ics
from app.formats.lazy import ICS
from app.vocabulary import COLLECTIONS
from tests.support.encoding import HEAD, Document, Record, encoded, hard

DATE = {"start": "2024-01-18", "end": "2024-01-18", "basis": "stated", "note": None}
PLACE = {"name": "Kerman", "latitude": 30.28321, "longitude": 57.07879, "geo_precision": "near"}


def event(**other: Any) -> Document:
    """An event with what a calendar wants of it."""
    links = {"self": "/events/a"}
    return {
        "id": "a",
        "links": links,
        "type": "strike",
        "title": "A",
        "summary": "B",
        "date": DATE,
        "places": [],
    } | other


def read(text: str) -> tuple[Calendar, list[Any]]:
    """The calendar and its events."""
    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    assert not calendar.errors
    return calendar, calendar.walk("VEVENT")


def test_what_it_is() -> None:
    assert (ICS.media_type, ICS.suffix) == ("text/calendar; charset=utf-8", "ics")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_record_with_a_day_is_there_and_the_others_are_counted(record: Record, name: str) -> None:
    text = encoded(ics, record[name].values())
    calendar, events = read(text)
    dated = {id for id, one in record[name].items() if (one.get("date") or {}).get("start")}
    assert {str(one["UID"]) for one in events} == {f"{name}/{id}@skirmishes.example" for id in dated}
    left_out = len(record[name]) - len(dated)
    assert str(calendar["DESCRIPTION"]).endswith(f" no day is stated: {left_out}.") == bool(left_out)
    assert calendar["METHOD"] == "PUBLISH"
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in text
    assert "\r\nX-PUBLISHED-TTL:PT6H\r\n" in text
    assert "COMMENT" not in calendar  # which is no property of a calendar
    assert bool(events) != bool(calendar.walk("VTIMEZONE"))  # a calendar must have a component
    assert written(text, "NAME") == f"Events: {HEAD.dataset}"
    assert f"\r\nSOURCE;VALUE=URI:{HEAD.url}\r\n" in text


def test_events_are_what_the_record_says(record: Record) -> None:
    _, events = read(encoded(ics, record["events"].values()))
    assert len(events) == 5
    for one in events:
        wanted = record["events"][str(one["UID"]).removeprefix("events/").partition("@")[0]]
        assert one["SUMMARY"] == wanted["title"]
        assert one["DESCRIPTION"].startswith(wanted["summary"])
        assert (wanted["date"]["note"] or "") in one["DESCRIPTION"]
        assert ("Part of the date is inferred." in one["DESCRIPTION"]) == (wanted["date"]["basis"] == "inferred")
        assert one["URL"] == f"https://node.test{wanted['links']['self']}"
        assert one["CATEGORIES"].to_ical().decode() == wanted["type"]
        assert one["DTSTART"].dt == date.fromisoformat(wanted["date"]["start"])
        assert one["DTEND"].dt == date.fromisoformat(wanted["date"]["end"]) + timedelta(days=1)
        changed = max((change["released"] for change in wanted["corrected_by"]), default=HEAD.released)
        assert one["DTSTAMP"].dt == datetime.fromisoformat(f"{HEAD.released}T00:00:00Z")
        assert one["LAST-MODIFIED"].dt == datetime.fromisoformat(f"{changed}T00:00:00Z")
    spots = {str(one["LOCATION"]): (one["GEO"].latitude, one["GEO"].longitude) for one in events if "LOCATION" in one}
    assert spots == {"Kerman": (30.28321, 57.07879)}


def test_lines_are_folded_and_end_as_the_standard_says(record: Record) -> None:
    data = encoded(ics, record["events"].values()).encode()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert b"None" not in data
    assert b"null" not in data


@pytest.mark.parametrize(
    ("places", "pinned"),
    [
        ([PLACE], True),
        ([PLACE | {"geo_precision": "exact"}], True),
        ([PLACE | {"geo_precision": "province"}], False),
        ([PLACE, PLACE], False),
        ([], False),
    ],
)
def test_only_a_single_spot_is_on_the_map(places: list[Document], pinned: bool) -> None:
    _, (one,) = read(encoded(ics, [event(places=places)]))
    assert ("GEO" in one, "LOCATION" in one) == (pinned, pinned)
    assert ("Where: Kerman" in one["DESCRIPTION"]) == bool(places)


def test_a_range_ends_the_day_after_its_last() -> None:
    _, (one,) = read(encoded(ics, [event(date=DATE | {"end": "2024-01-31"})]))
    assert (one["DTSTART"].dt, one["DTEND"].dt) == (date(2024, 1, 18), date(2024, 2, 1))


def written(text: str, name: str) -> str:
    """A text of the calendar's last event, read by the letter: icalendar mistakes an escaped backslash before an n."""
    line = re.findall(rf"^{name}:(.*)$", text.replace("\r\n ", "").replace("\r\n", "\n"), re.MULTILINE)[-1]
    assert not re.search(r"[\\;,]", re.sub(r"\\[\\;,n]", "", line))
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else str(found[1]), line)


@given(title=hard, summary=hard)
@example(title=r"a\Nb\nc", summary=r"\\,;\;")
def test_any_text_is_read_as_it_was_written(title: str, summary: str) -> None:
    text = encoded(ics, [event(title=title, summary=summary)])
    assert (written(text, "SUMMARY"), written(text, "DESCRIPTION")) == (title, summary)
    _, (one,) = read(text)
    if "\\" not in title + summary:
        assert (one["SUMMARY"], one["DESCRIPTION"]) == (title, summary)
