"""Discrepancies, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app import urls
from app.models import DiscrepancyRecord
from app.schemas.discrepancies import DiscrepancyFull, TouchedRecord
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of discrepancies."""
    provenance = Provenance(RecordKind.DISCREPANCY, rows, lookup)
    links = lookup.rows_by(DiscrepancyRecord.discrepancy_id, [row.id for row in rows], DiscrepancyRecord.record)
    for row in rows:
        records = [touched_record(link) for link in links[row.id]]
        discrepancy = lookup.build(DiscrepancyFull, row, **provenance.fields(row.id, row.title), records=records)
        yield Rendered(discrepancy, title=row.title, body=row.explanation)


def touched_record(link: Any) -> TouchedRecord:
    """A record that a discrepancy touches, or the dataset."""
    id = link.record.partition("/")[2] or link.record
    return TouchedRecord(kind=link.record_kind or link.record, id=id, href=urls.reference(link.record))
