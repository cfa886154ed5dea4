"""Questions about dates. A record has an interval, from its earliest to its latest day; a question has one too."""

from datetime import date, timedelta
from typing import Annotated, Any, Self

from pydantic import model_validator
from sqlalchemy import and_

from app.queries.engine.binds import derived
from app.queries.engine.conditions import Asks, Clause, any_of
from app.queries.listing import Listing, refuse
from app.queries.parameters import Absent, AnyOf, IsoDate, asks
from app.vocabulary import DatePrecision

BOUNDS = (
    " A record without a stated day matches by its inferred bounds, an open bound being the first or last day of the "
    "dataset; `date_precision=day` keeps only stated days."
)


def on_or_after(day: str, query: Any) -> Clause:
    """The record's interval ends on the day or later; it then began no longer ago than the longest one lasts.

    The second half follows from the first, and lets one index range serve the question.
    """
    return and_(query.table.latest >= day, query.table.earliest >= derived(day, longest_before, query))


def on_or_before(day: str, query: Any) -> Clause:
    """The record's interval begins on the day or earlier."""
    clause: Clause = query.table.earliest <= day
    return clause


def holds(day: str, query: Any) -> Clause:
    """The record's interval holds the day."""
    return and_(on_or_after(day, query), on_or_before(day, query))


def longest_before(day: str, query: Any) -> str:
    """The day before this one by the longest interval of a record; the first there is when there is none."""
    found = date.fromisoformat(day)
    return (found - timedelta(days=min(query.longest_span, found.toordinal() - 1))).isoformat()


class Dated(Listing):
    """Questions that every list of dated records answers."""

    since: Annotated[IsoDate | Absent, Asks(how=on_or_after)] = asks(
        "On or after this day, inclusive." + BOUNDS, "2024-01-18"
    )
    until: Annotated[IsoDate | Absent, Asks(how=on_or_before)] = asks(
        "On or before this day, inclusive." + BOUNDS, "2024-01-19"
    )
    on: Annotated[IsoDate | Absent, Asks(how=holds)] = asks("On this day." + BOUNDS, "2024-01-18")
    date_precision: Annotated[AnyOf[DatePrecision] | Absent, any_of("date_precision")] = asks(
        "How exactly the day is known; repeat for OR.", ["day"]
    )

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """The window has a beginning and an end, in this order."""
        if self.since is not None and self.until is not None and self.since > self.until:
            raise refuse("since", f"since={self.since} is after until={self.until}; swap them")
        return self

    @property
    def asks_for_days(self) -> bool:
        """Whether the answer should say which of its records have no stated day."""
        return any(day is not None for day in (self.since, self.until, self.on))
