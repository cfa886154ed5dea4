"""Asking: one question becomes one SELECT of ready documents, and the count and facets of the same question."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.models import Dataset
from app.queries.engine.cursors import decode, encode
from app.queries.engine.facets import count_values
from app.queries.engine.statements import Plan, plan
from app.queries.listing import Paged
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


def ask(connection: Connection, query: Paged, dataset: Dataset, restart: str) -> Found:
    """Answer a question. `restart` is the address of its first page, for a cursor that is too old."""
    query.settle(dataset.longest_span, decode(query, dataset.digest, restart))
    planned = plan(connection, query)
    rows = planned.page.run(connection, query)
    shown = rows[: query.limit]
    more = len(rows) > query.limit
    return Found(
        documents=[row[0] for row in shown],
        total=total(connection, query, planned, None if more or query.after else len(shown)),
        cursor=encode(query, dataset.digest, list(shown[-1][FIRST_KEY:])) if more else None,
        facets=count_values(connection, query, list(query.clauses())) if query.facet else None,
        notices=undated([row[1] for row in shown]),
    )


def total(connection: Connection, query: Paged, planned: Plan, seen: int | None) -> int | None:
    """How many records there are in all; nobody need count them when the only page shows them all."""
    if query.count == "none":
        return None
    return int(planned.count.run(connection, query)[0][0]) if seen is None else seen


def undated(precisions: Sequence[str | None]) -> list[str]:
    """What to say when an answer to a question about days holds records without a stated one."""
    without = precisions.count(DatePrecision.NOT_STATED)
    return [f"{without} of these {'have' if without > 1 else 'has'} no stated day"] if without else []
