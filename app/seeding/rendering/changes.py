"""Changes, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app import urls
from app.schemas.changes import ChangeFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of changes."""
    provenance = Provenance(RecordKind.CHANGE, rows, lookup)
    for row in rows:
        fields = provenance.fields(row.id, row.reason, record=urls.reference(row.record))
        yield Rendered(lookup.build(ChangeFull, row, **fields))
