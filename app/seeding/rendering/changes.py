"""Changes, rendered."""

from collections.abc import Iterator, Sequence

from app import urls
from app.models import Change
from app.schemas.changes import ChangeFull
from app.seeding.rendering.lookup import ReferenceLookup, fields
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Change], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Changes as they are sent."""
    corrections = lookup.corrections(RecordKind.CHANGE, [row.id for row in rows])
    same = ChangeFull.model_fields.keys() & Change.model_fields.keys()
    for row in rows:
        links = {"self": urls.record("change", row.id), "record": urls.reference(row.record)}
        yield Rendered(ChangeFull(**fields(row, same), links=links, corrected_by=corrections[row.id]))
