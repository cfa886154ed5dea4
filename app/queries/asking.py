"""Asking: one question becomes one SELECT of ready documents, and the count and facets of the same question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, func, literal, or_, select, tuple_

from app.models import Dataset
from app.queries.cursors import decode, encode
from app.queries.dates import Dated
from app.queries.facets import count_values
from app.queries.listing import Listing
from app.queries.rules import Clause
from app.vocabulary import DatePrecision

FIRST_KEY = 2  # a row is the document, the date precision or null, then the sort key


@dataclass(frozen=True)
class Found:
    """A page: its documents, and what the envelope says of it."""

    documents: Sequence[str]
    total: int | None
    cursor: str | None  # of the next page
    facets: dict[str, list[dict[str, Any]]] | None
    notices: list[str]


def ask(connection: Connection, query: Listing, dataset: Dataset, restart: str) -> Found:
    """Answer a question. `restart` is the address of its first page, for a cursor that is too old."""
    if isinstance(query, Dated):
        query.know_span(dataset.longest_span)
    clauses = list(query.clauses())
    after = decode(query, dataset.digest, restart)
    rows = connection.execute(page(query, clauses, after)).all()
    shown = rows[: query.limit]
    return Found(
        documents=[row[0] for row in shown],
        total=None if query.count == "none" else count(connection, query, clauses),
        cursor=encode(query, dataset.digest, list(shown[-1][FIRST_KEY:])) if len(rows) > query.limit else None,
        facets=count_values(connection, query, clauses) if query.facet else None,
        notices=undated([row[1] for row in shown]),
    )


def page(query: Listing, clauses: Sequence[Clause], after: list[Any] | None) -> Select[Any]:
    """The records of a page and one more, in order, after a sort key."""
    order = query.order()
    asks_for_days = isinstance(query, Dated) and query.asks_for_days
    document = query.table.full if query.detail == "full" else query.table.brief
    precision = query.table.date_precision if asks_for_days else literal(None)
    statement = select(document, precision, *(column for column, _ in order)).where(*clauses)
    if after is not None:
        statement = statement.where(beyond(order, after))
    directed = [column.desc() if descending else column.asc() for column, descending in order]
    return statement.order_by(*directed).limit(query.limit + 1)


def beyond(order: Sequence[tuple[Any, bool]], after: Sequence[Any]) -> Clause:
    """What comes after a sort key. One row comparison, which an index serves, unless directions are mixed."""
    columns, directions = [column for column, _ in order], {descending for _, descending in order}
    if len(directions) == 1:
        return tuple_(*columns) < tuple_(*after) if directions == {True} else tuple_(*columns) > tuple_(*after)
    steps = []
    for index, (column, descending) in enumerate(order):
        same = [earlier == value for earlier, value in zip(columns[:index], after, strict=False)]
        steps.append(and_(*same, column < after[index] if descending else column > after[index]))
    return or_(*steps)


def count(connection: Connection, query: Listing, clauses: Sequence[Clause]) -> int:
    """How many records match."""
    return connection.execute(select(func.count()).select_from(query.table).where(*clauses)).scalar_one()


def undated(precisions: Sequence[str | None]) -> list[str]:
    """What to say when an answer to a question about days holds records without a stated one."""
    without = sum(precision == DatePrecision.NOT_STATED for precision in precisions)
    return [f"{without} of these {'have' if without > 1 else 'has'} no stated day"] if without else []
