"""Filters by date. A record has an interval, from its earliest to its latest possible day; so has a query."""

from datetime import date, timedelta
from typing import Annotated, Any, Self

from pydantic import model_validator
from sqlalchemy import and_

from app.queries.engine.binds import Bind
from app.queries.engine.conditions import Clause
from app.queries.filters import custom, is_in
from app.queries.listing import ListQuery, parameter_error
from app.queries.parameters import AnyOf, IsoDate, Optional, list_param, param
from app.vocabulary import DatePrecision

BOUNDS = (
    " A record without a stated day matches by its inferred bounds, where an open bound is the first or last day of "
    "the dataset; `date_precision=day` keeps only stated days."
)


def on_or_after(day: Bind, query: Any) -> Clause:
    """The interval of the record ends on this day or later.

    Then it began no longer ago than the longest interval lasts. That second half follows from the first, and lets one
    range of an index serve the filter.
    """
    return and_(query.table.latest >= day, query.table.earliest >= day.map(earliest_start, "longest_span"))


def on_or_before(day: Bind, query: Any) -> Clause:
    """The interval of the record begins on this day or earlier."""
    clause: Clause = query.table.earliest <= day
    return clause


def includes(day: Bind, query: Any) -> Clause:
    """The interval of the record includes the day."""
    return and_(on_or_after(day, query), on_or_before(day, query))


def earliest_start(day: str, longest_span: int) -> str:
    """The day so many days before; the first of the calendar if there is none."""
    end = date.fromisoformat(day)
    return (end - timedelta(days=min(longest_span, end.toordinal() - 1))).isoformat()


class DateFilters(ListQuery):
    """Filters of every list of dated records."""

    since: Annotated[IsoDate | Optional, custom(on_or_after)] = param("On or after this day." + BOUNDS, "2024-01-18")
    until: Annotated[IsoDate | Optional, custom(on_or_before)] = param("On or before this day." + BOUNDS, "2024-01-19")
    on: Annotated[IsoDate | Optional, custom(includes)] = param("On this day." + BOUNDS, "2024-01-18")
    date_precision: Annotated[AnyOf[DatePrecision] | Optional, is_in("date_precision")] = list_param(
        "How precisely the date is known.", ["day"]
    )

    @model_validator(mode="after")
    def check_window(self) -> Self:
        """Refuse a window that ends before it begins."""
        if self.since is not None and self.until is not None and self.since > self.until:
            raise parameter_error("since", f"since={self.since} is after until={self.until}. Swap them.")
        return self

    def notice_column(self) -> Any:
        """The precision of each date, if the query is about dates: the response tells how many have no stated day."""
        if all(day is None for day in (self.since, self.until, self.on)):
            return super().notice_column()
        return self.table.date_precision
