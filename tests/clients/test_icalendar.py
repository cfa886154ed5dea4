"""icalendar: the events with a stated day, as a calendar program has them. The library also writes them."""

from datetime import date, timedelta

import httpx2

from app.formats.lazy import ICS
from app.resources import RESOURCES
from tests.clients.reading import BOMBINGS, UNDATED, client, total
from tests.support.questions import records

icalendar = client("icalendar")
(EVENTS,) = (resource for resource in RESOURCES if ICS in resource.formats)


def test_the_calendar_has_every_event_with_a_stated_day_and_counts_the_others(http: httpx2.Client) -> None:
    calendar = icalendar.Calendar.from_ical(http.get(ICS.address("/events")).content)
    dated = {one["id"]: one for one in records(http, "/events", {"detail": "full"}) if one["date"]["start"]}
    read = {str(event["UID"]).partition("@")[0].removeprefix("events/"): event for event in calendar.events}
    assert (list(read), calendar.errors) == (list(dated), [])
    assert f"stated: {total(http, EVENTS) - len(dated)}." in calendar["DESCRIPTION"]
    for id, event in read.items():
        assert event.errors == []
        assert event.start == date.fromisoformat(dated[id]["date"]["start"])
        assert event.end - timedelta(days=1) == date.fromisoformat(dated[id]["date"]["end"])
        assert event["SUMMARY"] == dated[id]["title"]
        assert dated[id]["summary"] in event["DESCRIPTION"], "commas, semicolons and line ends are read back"


def test_a_day_is_a_day_a_point_a_point_and_an_undated_event_is_not_there(http: httpx2.Client) -> None:
    calendar = icalendar.Calendar.from_ical(http.get(ICS.address("/events")).content)
    read = {str(event["URL"]).rpartition("/")[2]: event for event in calendar.events}
    assert UNDATED not in read
    assert (read[BOMBINGS].start, read[BOMBINGS].duration) == (date(2024, 1, 3), timedelta(days=1))
    assert (read[BOMBINGS]["GEO"].latitude, read[BOMBINGS]["GEO"].longitude) == (30.28321, 57.07879)
