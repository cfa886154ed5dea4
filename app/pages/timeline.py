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
    is_filtered: bool


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
    return SelectedEvents([loads(text) for text in page.documents], page.total or 0, bool(known.filter_values()))
