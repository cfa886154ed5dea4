"""Facets: how many records have each value of a parameter, under all filters given."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from app.models import Event, Party, Person, Place, Source
from app.queries.engine.statements import Shape
from app.queries.engine.values import column_value
from app.queries.listing import PagedQuery
from app.vocabulary import DescribedEnum

NAME_COLUMNS: dict[Any, Any] = {
    Party.id: Party.name,
    Person.id: Person.name,
    Place.id: Place.name,
    Source.id: Source.title,
    Event.id: Event.title,
}


def count_values(
    connection: Connection, query: PagedQuery, shape: Shape, values: Mapping[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """The counts of each facet that the query asks for, the most frequent value first."""
    conditions = query.conditions()
    facets = {}
    for name in (query.facet or "").split(","):
        column, statement = shape.facet(connection, name)
        rows = statement.run(connection, values)
        counts = {None if value is None else column_value(column, value): count for value, count in rows}
        names = record_names(connection, conditions[name].choices, counts)
        facets[name] = [
            {
                "value": value,
                "meaning": value.meaning if isinstance(value, DescribedEnum) else names.get(value),
                "count": count,
            }
            for value, count in sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
        ]
    return facets


def record_names(connection: Connection, ids: Any, values: Iterable[Any]) -> dict[Any, str]:
    """The names of records by id, if a column of ids is that of records with names."""
    if (name := NAME_COLUMNS.get(ids)) is None:
        return {}
    rows = connection.execute(select(ids, name).where(ids.in_([value for value in values if value is not None])))
    return dict(rows.tuples().all())
