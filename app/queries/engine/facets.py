"""Facets: how many records have each value of a parameter, under all filters given."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.models import Event, Party, Person, Place, Source
from app.queries.engine.statements import Shape
from app.queries.engine.values import column_value
from app.queries.listing import FACET_LIMIT, MAX_LIMIT, PagedQuery
from app.vocabulary import DescribedEnum

NAME_COLUMNS: dict[Any, Any] = {
    Party.id: Party.name,
    Person.id: Person.name,
    Place.id: Place.name,
    Source.id: Source.title,
    Event.id: Event.title,
}


class Facets(NamedTuple):
    """The counts of each facet, and a notice for each that has more values than it shows."""

    counts: dict[str, list[dict[str, Any]]]
    notices: list[str]


def count_values(connection: Connection, query: PagedQuery, shape: Shape, values: Mapping[str, Any]) -> Facets:
    """The counts of each facet that the query asks for, the most frequent value first."""
    facets = Facets({}, [])
    for name in (query.facet or "").split(","):
        column, statement = shape.facet(connection, name)
        rows = statement.run(connection, {**values, "facet_limit": query.facet_limit or FACET_LIMIT})
        facets.counts[name] = described(connection, query.conditions()[name].choices, column, rows)
        if rows and (total := rows[0][2]) > len(rows):
            shown = f"the {len(rows)} most frequent of {total} values"
            facets.notices.append(f"The facet {name} shows {shown}; facet_limit sets how many, at most {MAX_LIMIT}.")
    return facets


def described(connection: Connection, ids: Any, column: Any, rows: Sequence[Any]) -> list[dict[str, Any]]:
    """The values of a facet with their meanings, or the names of the records whose ids they are, and their counts."""
    counts = [(None if value is None else column_value(column, value), count) for value, count, _ in rows]
    names = record_names(connection, ids, [value for value, _ in counts])
    return [
        {
            "value": value,
            "meaning": value.meaning if isinstance(value, DescribedEnum) else names.get(value),
            "count": count,
        }
        for value, count in counts
    ]


def record_names(connection: Connection, ids: Any, values: Iterable[Any]) -> dict[Any, str]:
    """The names of records by id, if a column of ids is that of records with names."""
    if (name := NAME_COLUMNS.get(ids)) is None:
        return {}
    rows = connection.execute(select(ids, name).where(ids.in_([value for value in values if value is not None])))
    return dict(rows.tuples().all())
