"""Places, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Place
from app.schemas.places import CoordinatesOrigin, PlaceFull
from app.seeding.rendering.lookup import ReferenceLookup, fields
from app.seeding.rendering.names import names
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import RecordKind


def render(rows: Sequence[Place], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Places as they are sent."""
    provenance = find_provenance(RecordKind.PLACE, rows, lookup)
    spellings = names(RecordKind.PLACE, [row.id for row in rows], lookup)
    same = PlaceFull.model_fields.keys() & Place.model_fields.keys() - {"id", "sources_count"}
    for row in rows:
        source, licence = row.coordinates_source, row.coordinates_licence
        place = PlaceFull(
            **provenance.fields(row.id),
            **fields(row, same),
            parent=lookup.place(row.parent_id),
            coordinates_from=CoordinatesOrigin(source=source, licence=licence) if source and licence else None,
            names=spellings[row.id],
        )
        yield Rendered(place, title=row.name, aliases=[form.name for form in spellings[row.id]])
