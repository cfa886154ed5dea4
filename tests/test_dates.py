"""Questions about dates, against plain SQL: intervals that meet, bounds for what has no stated day, and the notice."""

from itertools import combinations_with_replacement
from typing import Any

import httpx2
import pytest
from sqlalchemy import Connection, text

from app import urls
from app.queries.dates import DateFilters
from app.resources import RESOURCES, Resource
from tests.support.questions import asked, ids, path, records

SPANS = """
    SELECT record.id, coalesce(event.date_start, event.not_before, first_day),
        coalesce(event.date_end, CASE WHEN event.not_after_basis IS NULL THEN event.not_after END, last_day)
    FROM {table} AS record JOIN events AS event ON event.id = record.{event}, dataset"""
EVENT = {"claims": "event_id"}  # a claim has the day of its event, without one none; the others are events
FOREVER = ("0001-01-01", "9999-12-31")
OPEN_END = {"since": FOREVER[1], "until": FOREVER[0]}

dated = pytest.mark.parametrize(
    "resource",
    [resource for resource in RESOURCES if issubclass(resource.query, DateFilters)],
    ids=lambda resource: resource.name,
)
Span = tuple[str, str]


def spans(sql: Connection, resource: Resource) -> dict[str, Span]:
    """The first and last possible day of each record: stated, else inferred, else those of the dataset."""
    statement = SPANS.format(table=resource.name, event=EVENT.get(resource.name, "id"))
    return {id: (first, last) for id, first, last in sql.execute(text(statement))}


def meeting(known: dict[str, Span], since: str, until: str) -> set[str]:
    """The records whose interval meets another."""
    return {id for id, (first, last) in known.items() if last >= since and first <= until}


def unstated(http: httpx2.Client, resource: Resource) -> set[str]:
    """The records without a stated day."""
    return set(ids(http, path(resource), {"date_precision": "not_stated"}))


@dated
def test_a_window_finds_all_whose_interval_meets_it(http: httpx2.Client, sql: Connection, resource: Resource) -> None:
    known = spans(sql, resource)
    days = sorted({day for span in known.values() for day in span} | set(FOREVER))
    for since, until in combinations_with_replacement(days, 2):
        found = set(ids(http, path(resource), {"since": since, "until": until}))
        assert found == meeting(known, since, until), (since, until)


@dated
@pytest.mark.parametrize("bound", OPEN_END)
def test_a_bound_alone_is_a_window_without_an_end(
    http: httpx2.Client, sql: Connection, resource: Resource, bound: str
) -> None:
    known = spans(sql, resource)
    for day in {day for span in known.values() for day in span}:
        assert set(ids(http, path(resource), {bound: day})) == meeting(known, *sorted((day, OPEN_END[bound])))


@dated
def test_a_day_is_a_window_of_one_day(http: httpx2.Client, sql: Connection, resource: Resource) -> None:
    known = spans(sql, resource)
    for day in {day for span in known.values() for day in span} | set(FOREVER):
        window = ids(http, path(resource), {"since": day, "until": day})
        assert ids(http, path(resource), {"on": day}) == window
        assert set(window) == meeting(known, day, day)


@dated
def test_stated_days_alone_are_kept_on_request(http: httpx2.Client, resource: Resource) -> None:
    since = {"since": "2024-01-18"}
    stated = set(ids(http, path(resource), {**since, "date_precision": ["day", "range"]}))
    assert stated == set(ids(http, path(resource), since)) - unstated(http, resource)


@dated
@pytest.mark.parametrize("limit", [1, 3, 500])
def test_each_page_says_how_many_of_its_records_have_no_stated_day(
    http: httpx2.Client, resource: Resource, limit: int
) -> None:
    without = unstated(http, resource)
    assert without
    for bound in ("since", "until", "on"):
        page = asked(http, path(resource), {bound: "2024-01-18", "limit": limit})
        count = sum(record["id"] in without for record in page["data"])
        said = [f"{count} of these {'have' if count > 1 else 'has'} no stated day"] if count else None
        assert page.get("notices") == said


@dated
def test_nothing_is_said_when_nobody_asked_for_days(http: httpx2.Client, resource: Resource) -> None:
    assert "notices" not in asked(http, path(resource))
    assert "notices" not in asked(http, path(resource), {"date_precision": "not_stated"})


def test_the_dates_shown_are_those_that_were_asked_of(http: httpx2.Client, sql: Connection) -> None:
    dataset = asked(http, urls.DATASET)["data"]
    known = spans(sql, RESOURCES[0])

    def shown(date: dict[str, Any]) -> Span:
        first = date["start"] or date["not_before"] or dataset["first_day"]
        not_after = None if date["not_after_basis"] else date["not_after"]  # the day of a retrieval is no bound
        return first, date["end"] or not_after or dataset["last_day"]

    assert {event["id"]: shown(event["date"]) for event in records(http, path(RESOURCES[0]))} == known
