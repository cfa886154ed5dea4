"""The SELECTs of a query: its page, its count, and a probe of how many records a filter matches."""

from collections.abc import Container, Sequence
from typing import Any

from sqlalchemy import Integer, Select, and_, func, literal, or_, select, tuple_

from app.models import Record
from app.models.documents import document
from app.queries.engine.binds import Bind
from app.queries.engine.conditions import Clause
from app.queries.listing import PagedQuery


def page_select(query: PagedQuery, by_ids: Container[str], *, after: bool) -> Select[Any]:
    """The first `rows` records (a bind): document, notice column, then the sort key.

    The filters in `by_ids` are made of subqueries of ids. With `after` the page begins after the bind `after_key`.
    """
    order = query.order_columns()
    keys = [column.label(f"key_{index}") for index, (column, _) in enumerate(order)]
    column, notice = query.document_column(), query.notice_column().label("notice")
    stored_apart = issubclass(query.table, Record)
    first = query.table.serial.label("serial") if stored_apart else column
    statement = select(first, notice, *keys).where(*query.clauses(by_ids))
    if after:
        statement = statement.where(after_key(order, [Bind("after_key", index) for index in range(len(order))]))
    directed = [column.desc() if descending else column.asc() for column, descending in order]
    statement = statement.order_by(*directed).limit(row_limit())
    return with_documents(statement, query.table, column.key, row_limit()) if stored_apart else statement


def with_documents(page: Select[Any], table: type[Record], name: str, limit: Any) -> Select[Any]:
    """The same rows with the brief or full documents in the place of serials: no sorting then carries a document.

    The limit is that of the page, in whose order the rows stay. Given again, it keeps SQLite from making one SELECT of
    both, which would read the documents before it sorts.
    """
    rows = page.subquery("page")
    serial, *others = rows.c
    return select(document(table, name, serial), *others).select_from(rows).limit(limit)


def row_limit() -> Any:
    """How many rows to fetch, which is a value of the query."""
    return literal(Bind("rows"), Integer)


def after_key(order: Sequence[tuple[Any, bool]], key: Sequence[Any]) -> Clause:
    """What comes after a sort key: one comparison of rows, which an index serves, unless directions are mixed."""
    columns, directions = [column for column, _ in order], {descending for _, descending in order}
    if len(directions) == 1:
        return tuple_(*columns) < tuple_(*key) if directions == {True} else tuple_(*columns) > tuple_(*key)
    steps = []
    for index, (column, descending) in enumerate(order):
        ties = [earlier == value for earlier, value in zip(columns[:index], key, strict=False)]
        steps.append(and_(*ties, column < key[index] if descending else column > key[index]))
    return or_(*steps)


def count_select(query: PagedQuery, by_ids: Container[str]) -> Select[Any]:
    """The number of records: by subqueries of ids alone if every filter has them, which reads no record."""
    ids_only = all(
        condition.id_subqueries(value, query) or condition.clause(value, query) is None
        for _, condition, value in query.filters()
    )
    return select(func.count()).select_from(query.table).where(*query.clauses(None if ids_only else by_ids))


def count_up_to(limit: int, ids: Select[Any]) -> Select[Any]:
    """The number of rows of a subquery, counted as far as a limit."""
    return select(func.count()).select_from(ids.limit(limit).subquery())


def most_frequent(counts: Select[Any]) -> Select[Any]:
    """The first `facet_limit` (a bind) of values and their counts, the most frequent first; then how many there are."""
    rows = counts.subquery()
    value, count = rows.c
    order = count.desc(), value.is_not(None), value
    return select(value, count, func.count().over()).order_by(*order).limit(literal(Bind("facet_limit"), Integer))
