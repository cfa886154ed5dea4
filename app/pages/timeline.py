"""The timeline: events in the order of the story, under their dates."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

Document = dict[str, Any]


class Period(NamedTuple):
    """Events that follow each other on the timeline and have the same date, in words."""

    text: str
    stated: bool  # whether the day is stated
    events: list[Document]


def periods(events: Sequence[Document]) -> list[Period]:
    """Events in story order, grouped by their dates."""
    return [
        Period(text, items[0]["date"]["precision"] != "not_stated", items)
        for text, items in ((text, list(group)) for text, group in groupby(events, lambda one: one["date"]["text"]))
    ]
