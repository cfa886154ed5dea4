"""Whole results: the same questions, answered to the end, for formats that have no pages."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, Field
from sqlalchemy import Connection

from app.models import Dataset
from app.queries.engine.statements import plan
from app.queries.listing import MOST_RECORDS, Listing
from app.queries.parameters import Absent, asks, digits

FIRST_KEY = 2  # a row is the document, the date precision or null, then the sort key


def switch(text: Any) -> Any:
    """1 or 0."""
    if text not in {"1", "0"}:
        raise ValueError("write 1, or 0")
    return text == "1"


Switch = Annotated[bool, BeforeValidator(switch)]


class Lines(BaseModel):
    """In the place of what concerns pages: a limit that may be left out, and how the file is wanted."""

    limit: Annotated[int, Field(ge=1), BeforeValidator(digits)] | Absent = asks("At most so many records.", 20)
    download: Switch | Absent = asks("1 has browsers save it as a file.", "1")
    cursor: ClassVar[None] = None
    fields: ClassVar[None] = None
    facet: ClassVar[None] = None
    count: ClassVar[None] = None


class Whole(Lines):
    """The same for formats that are made of full records."""

    detail: ClassVar[str] = "full"


class Spread(Whole):
    """The same for spreadsheets."""

    excel: Switch | Absent = asks("1 begins the file with the mark by which Excel knows UTF-8.", "1")


@cache
def whole(query: type[Listing], form: type[Lines]) -> type[Listing]:
    """The question for the whole of a list."""
    named = {"__doc__": query.__doc__, "__module__": __name__}
    made: Any = type(f"{form.__name__}{query.__name__}", (form, query), named)
    return made  # type: ignore[no-any-return]


def documents(connection: Connection, query: Listing, dataset: Dataset) -> Iterator[list[str]]:
    """Every document that the question selects, in its order, some at a time; as many as its limit allows."""
    left, after = query.limit, None
    while left is None or left > 0:
        step = query.model_copy(update={"limit": min(MOST_RECORDS, left or MOST_RECORDS)})
        step.settle(dataset.longest_span, after)
        rows = plan(connection, step).page.run(connection, step)
        shown = rows[: step.limit]
        yield [row[0] for row in shown]
        if len(rows) <= step.limit:
            return
        after = list(shown[-1][FIRST_KEY:])
        left = None if left is None else left - len(shown)
