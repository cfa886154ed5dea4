"""Changes, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from app import urls
from app.models import Change
from app.schemas.changes import ChangeFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import ChangeKind, RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of changes. There is no link to a record that was removed."""
    provenance = Provenance(RecordKind.CHANGE, rows, lookup)
    removals = select(col(Change.record)).where(col(Change.kind) == ChangeKind.REMOVED)
    removed = set(lookup.session.scalars(removals))
    for row in rows:
        links = {} if row.record in removed else {"record": urls.reference(row.record)}
        fields = provenance.fields(row.id, row.reason, **links)
        yield Rendered(lookup.build(ChangeFull, row, **fields))
