"""The timeline: events in the order of the story, grouped by their dates; all of them, or those that filters select."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from app import urls
from app.formats.json_format import loads
from app.queries.engine.paginate import fetch_page
from app.queries.engine.suggestions import without_unknown_values
from app.queries.events import EventQuery
from app.store import Snapshot
from app.web.params import parse_valid

FILTERS = tuple(EventQuery.conditions())
Document = dict[str, Any]


class Period(NamedTuple):
    """Events that follow each other on the timeline and have the same date, in words."""

    text: str
    stated: bool  # whether the day is stated
    events: list[Document]


class SelectedEvents(NamedTuple):
    """The first events that filters select, and how many there are in all."""

    events: list[Document]
    total: int
    query: EventQuery  # with the filters that make sense


def periods(events: Sequence[Document]) -> list[Period]:
    """Events in story order, grouped by their dates."""
    return [
        Period(text, items[0]["date"]["precision"] != "not_stated", items)
        for text, items in ((text, list(group)) for text, group in groupby(events, lambda one: one["date"]["text"]))
    ]


def select_events(snapshot: Snapshot, query_string: bytes, limit: int, *, is_reversed: bool) -> SelectedEvents:
    """The events that the filters of a query string select. What makes no sense in it is ignored."""
    filters = parse_valid(EventQuery, query_string, FILTERS)
    known = without_unknown_values(snapshot.connection, filters)
    query = known.model_copy(update={"limit": limit, "sort": "-sequence" if is_reversed else "sequence"})
    page = fetch_page(snapshot.connection, query, snapshot.dataset, urls.TIMELINE_EMBED)
    return SelectedEvents([loads(text) for text in page.documents], page.total or 0, query)


def timeline_title(query: EventQuery) -> str:
    """The title of a timeline, which says if filters leave events out."""
    return "Timeline: selected events" if query.filter_values() else "Timeline"


def filter_pairs(query: EventQuery) -> tuple[tuple[str, str], ...]:
    """The filters of a query as names and texts, each name as often as it has values."""
    return tuple(
        (name, str(value).lower() if isinstance(value, bool) else str(value))
        for name, given in query.filter_values().items()
        for value in (given if isinstance(given, list) else [given])
    )
