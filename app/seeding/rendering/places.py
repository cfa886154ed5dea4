"""Places, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Place
from app.schemas.places import CoordinatesOrigin, PlaceFull
from app.seeding.rendering.names import names
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf, fields
from app.vocabulary import RecordKind


def render(rows: Sequence[Place], shelf: Shelf) -> Iterator[Rendered]:
    """Places as they are sent."""
    behind = backing(RecordKind.PLACE, rows, shelf)
    spellings = names(RecordKind.PLACE, [row.id for row in rows], shelf)
    same = PlaceFull.model_fields.keys() & Place.model_fields.keys() - {"id", "sources_count"}
    for row in rows:
        source, licence = row.coordinates_source, row.coordinates_licence
        place = PlaceFull(
            **behind.of(row.id),
            **fields(row, same),
            parent=shelf.place(row.parent_id),
            coordinates_from=CoordinatesOrigin(source=source, licence=licence) if source and licence else None,
            names=spellings[row.id],
        )
        yield Rendered(place, title=row.name, also=[form.name for form in spellings[row.id]])
