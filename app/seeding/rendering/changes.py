"""Changes, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from app import urls
from app.models import Change
from app.schemas.changes import ChangeFull
from app.seeding.rendering.change_texts import change_texts, removed_title
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import change_caption
from app.vocabulary import ChangeKind, RecordKind

DATASET = "The dataset"


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of changes. They come after all other records, since their captions quote those."""
    provenance = Provenance(RecordKind.CHANGE, rows, lookup)
    texts, captions = change_texts(lookup.session, rows), lookup.captions(row.record for row in rows)
    removals = select(col(Change.record)).where(col(Change.kind) == ChangeKind.REMOVED)
    removed = set(lookup.session.scalars(removals))
    for row in rows:
        record = captions.get(row.record) or removed_title(row) or DATASET
        caption = change_caption(record, row.field, row.kind, row.released)
        links = {} if row.record in removed else {"record": urls.reference(row.record)}
        fields = provenance.fields(row.id, caption, **links)
        yield Rendered(lookup.build(ChangeFull, row, text=texts[row.id], **fields))
