"""Places, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.schemas.places import CoordinatesOrigin, PlaceFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import place_caption, place_summary
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of places."""
    provenance = Provenance(RecordKind.PLACE, rows, lookup)
    names = lookup.names(RecordKind.PLACE, [row.id for row in rows])
    for row in rows:
        origin = lookup.build(CoordinatesOrigin, row, "coordinates") if row.coordinates_source else None
        kind, parent = str(row.kind), lookup.places[row.parent_id].name if row.parent_id else None
        country = country_around(row.parent_id, lookup)
        stated = country or parent if row.parent_inferred else parent
        place = lookup.build(
            PlaceFull,
            row,
            **provenance.fields(row.id, place_caption(row.name, kind, stated)),
            summary=place_summary(
                row.name,
                kind,
                parent,
                row.latitude is not None,
                inferred=row.parent_inferred,
                country=country,
            ),
            coordinates_from=origin,
            names=names[row.id],
        )
        yield Rendered(place, title=row.name, aliases=[form.name for form in names[row.id]])


def country_around(id: str | None, lookup: ReferenceLookup) -> str | None:
    """The name of the outermost place around a place; None if nothing contains it."""
    around = None
    while id and (id := lookup.place_parents[id]):
        around = lookup.places[id].name
    return around
