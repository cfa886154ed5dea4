"""Pages: a query is answered by one SELECT of stored documents, and the count and the facets of the same query."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.models import Dataset
from app.models.packing import unpack
from app.queries.engine.cursors import decode, encode
from app.queries.engine.facets import count_values
from app.queries.engine.statements import Shape, Statement, shape_of
from app.queries.engine.suggestions import check_values, with_named_values
from app.queries.listing import PagedQuery
from app.vocabulary import DatePrecision


class FetchedRows(NamedTuple):
    """The rows of a page, and what else of the query may be asked with the same values."""

    documents: list[str]
    notices: list[Any]  # the notice column of each row
    next_key: list[Any] | None  # the sort key after which the next page begins; None on the last page
    values: dict[str, Any]
    shape: Shape
    count_statement: Statement


class FetchedPage(NamedTuple):
    """A page: its documents, and what the envelope says about it."""

    documents: Sequence[str]
    total: int | None
    cursor: str | None  # of the next page
    facets: dict[str, list[dict[str, Any]]] | None
    notices: list[str]


def fetch_rows(
    connection: Connection, query: PagedQuery, dataset: Dataset, after_key: list[Any] | None, limit: int
) -> FetchedRows:
    """At most `limit` rows of a query, those after a sort key or the first ones.

    Raises InvalidParameter for a value that only the data knows to be wrong, such as an unknown id.
    """
    filters, conditions = query.filter_values(), query.conditions()
    open_choices = [name for name in filters if conditions[name].choices is not None]
    if open_choices:
        if after_key is None:  # a later page has the values of the first
            check_values(connection, query, open_choices)
        query = with_named_values(connection, query, open_choices)
        filters = query.filter_values()
    values = {**filters, "after_key": after_key, "rows": limit + 1, "longest_span": dataset.longest_span}
    shape = shape_of(connection, query, query.shape_key(filters), after=after_key is not None)
    statements = shape.statements(connection, values)
    rows = statements.page.run(connection, values)
    shown = rows[:limit]
    documents = [row[0] for row in shown]
    if documents and isinstance(documents[0], bytes):  # the documents of a kind are all stored alike
        documents = [unpack(connection, document) for document in documents]
    return FetchedRows(
        documents=documents,
        notices=[row[1] for row in shown],
        next_key=list(shown[-1][2:]) if len(rows) > limit else None,
        values=values,
        shape=shape,
        count_statement=statements.count,
    )


def fetch_page(connection: Connection, query: PagedQuery, dataset: Dataset, restart: str) -> FetchedPage:
    """The page that a query asks for. `restart` is the URL of its first page, for a cursor that is too old."""
    after_key = None if query.cursor is None else decode(query, query.cursor, dataset.digest, restart)
    rows = fetch_rows(connection, query, dataset, after_key, query.limit)
    total: int | None = len(rows.documents)
    if query.count == "none":
        total = None
    elif after_key is not None or rows.next_key is not None:  # else this page is all there is
        total = rows.count_statement.run(connection, rows.values)[0][0]
    facets = count_values(connection, query, rows.shape, rows.values) if query.facet else None
    return FetchedPage(
        documents=rows.documents,
        total=total,
        cursor=None if rows.next_key is None else encode(query, dataset.digest, rows.next_key),
        facets=facets and facets.counts,
        notices=[*date_notices(rows.notices), *(facets.notices if facets else ())],
    )


def date_notices(precisions: Sequence[str | None]) -> list[str]:
    """A notice if the response to a query about dates has records without a stated day."""
    count = precisions.count(DatePrecision.NOT_STATED)
    return [f"{count} of these {'have' if count > 1 else 'has'} no stated day"] if count else []
