"""Discrepancies, rendered."""

from collections.abc import Iterator, Sequence

from app import urls
from app.models import Discrepancy, DiscrepancyRecord
from app.schemas.discrepancies import DiscrepancyFull, TouchedRecord
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import RecordKind


def render(rows: Sequence[Discrepancy], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Discrepancies as they are sent."""
    provenance = find_provenance(RecordKind.DISCREPANCY, rows, lookup)
    touched = lookup.children(DiscrepancyRecord.discrepancy_id, [row.id for row in rows], DiscrepancyRecord.record)
    for row in rows:
        base = {name: value for name, value in provenance.fields(row.id).items() if name != "discrepancies"}
        discrepancy = DiscrepancyFull(
            **base,
            kind=row.kind,
            title=row.title,
            explanation=row.explanation,
            records=[touched_record(link) for link in touched[row.id]],
        )
        yield Rendered(discrepancy, title=row.title, body=row.explanation)


def touched_record(link: DiscrepancyRecord) -> TouchedRecord:
    """A record a discrepancy touches."""
    id = link.record.partition("/")[2] or link.record
    return TouchedRecord(kind=link.record_kind or link.record, id=id, href=urls.reference(link.record))
