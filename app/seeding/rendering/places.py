"""Places, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.schemas.places import CoordinatesOrigin, PlaceFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of places."""
    provenance = Provenance(RecordKind.PLACE, rows, lookup)
    names = lookup.names(RecordKind.PLACE, [row.id for row in rows])
    for row in rows:
        origin = lookup.build(CoordinatesOrigin, row, "coordinates") if row.coordinates_source else None
        fields = {"coordinates_from": origin, "names": names[row.id], **provenance.fields(row.id)}
        place = lookup.build(PlaceFull, row, **fields)
        yield Rendered(place, title=row.name, aliases=[form.name for form in names[row.id]])
