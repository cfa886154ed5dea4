"""Facets: how many records have each value, under all the filters given."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from app.models import Event, Party, Person, Place, Source
from app.queries.engine.conditions import Clause
from app.queries.listing import Paged
from app.vocabulary import DescribedEnum

NAMED: dict[Any, Any] = {
    Party.id: Party.name,
    Person.id: Person.name,
    Place.id: Place.name,
    Source.id: Source.title,
    Event.id: Event.title,
}


def count_values(connection: Connection, query: Paged, clauses: Sequence[Clause]) -> dict[str, list[dict[str, Any]]]:
    """Each facet asked for, the most frequent value first."""
    rules = type(query).rules()
    facets = {}
    for name in (query.facet or "").split(","):
        counted = rules[name].facet(query)
        if counted is None:
            continue
        rows = connection.execute(counted.where(*clauses)).all()
        meanings = names(connection, rules[name].known, [value for value, _ in rows])
        facets[name] = [
            {
                "value": value,
                "meaning": value.meaning if isinstance(value, DescribedEnum) else meanings.get(value),
                "count": count,
            }
            for value, count in sorted(rows, key=lambda row: (-row[1], str(row[0])))
        ]
    return facets


def names(connection: Connection, known: Any, values: Iterable[Any]) -> dict[Any, str]:
    """The names of the records that values are the ids of."""
    column = next((name for id, name in NAMED.items() if id is known), None)
    if column is None:
        return {}
    rows = connection.execute(select(known, column).where(known.in_([value for value in values if value is not None])))
    return dict(rows.tuples().all())
