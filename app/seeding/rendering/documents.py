"""Sources, passages, discrepancies and changes, rendered."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import col, select

from app import addresses
from app.models import Change, Discrepancy, DiscrepancyRecord, Evidence, Passage, PassageSource, Source
from app.models.evidence import SUPPORTED
from app.schemas.base import PassageLocator
from app.schemas.changes import ChangeFull
from app.schemas.discrepancies import DiscrepancyFull, TouchedRecord
from app.schemas.passages import PassageFull, Supported
from app.schemas.sources import SourceFull
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import PassageKind, RecordKind


def render_sources(rows: Sequence[Source], shelf: Shelf) -> Iterator[Rendered]:
    """Sources as they are sent, with the sentences and cells that cite them."""
    behind = backing(RecordKind.SOURCE, rows, shelf)
    citing = citing_passages([row.id for row in rows], shelf)
    same = SourceFull.model_fields.keys() & Source.model_fields.keys() - {"id", "sources_count"}
    for row in rows:
        base = {name: value for name, value in behind.of(row.id).items() if name != "sources"}
        source = SourceFull(**base, **row.model_dump(include=set(same)), passages=citing[row.id])
        names = [f"{author['given'] or ''} {author['family']}" for author in row.authors]
        yield Rendered(source, title=row.title, body=" ".join([row.publisher or "", *names]))


def citing_passages(ids: Sequence[str], shelf: Shelf) -> dict[str, list[PassageLocator]]:
    """The passages that cite each of these sources, without the reference list itself."""
    rows = (
        select(PassageSource.source_id, PassageSource.passage_id)
        .join(Passage, col(Passage.id) == PassageSource.passage_id)
        .where(col(PassageSource.source_id).in_(ids), Passage.kind != PassageKind.REFERENCE)
        .order_by(col(Passage.start))
    )
    pairs = shelf.session.exec(rows).all()
    shelf.want_passages(passage for _, passage in pairs)
    found: dict[str, list[PassageLocator]] = defaultdict(list)
    for source, passage in pairs:
        found[source].append(shelf.passages[passage])
    return found


def render_passages(rows: Sequence[Passage], shelf: Shelf) -> Iterator[Rendered]:
    """Passages as they are sent, with what they support."""
    ids = [row.id for row in rows]
    shelf.want_passages(ids)
    supports = shelf.children(Evidence.passage_id, ids, Evidence.number)
    same = PassageFull.model_fields.keys() & Passage.model_fields.keys()
    for row in rows:
        yield Rendered(
            PassageFull(
                **row.model_dump(include=set(same)),
                links={"self": addresses.record("passage", row.id)},
                source_numbers=shelf.numbers[row.id],
                supports=[supported(evidence) for evidence in supports[row.id]],
            )
        )


def supported(evidence: Evidence) -> Supported:
    """The record a row of evidence supports."""
    kind, id = next((kind, id) for kind in SUPPORTED if (id := getattr(evidence, f"{kind}_id")) is not None)
    return Supported(kind=RecordKind(kind), id=id, aspect=evidence.aspect, href=addresses.record(kind, id))


def render_discrepancies(rows: Sequence[Discrepancy], shelf: Shelf) -> Iterator[Rendered]:
    """Discrepancies as they are sent."""
    behind = backing(RecordKind.DISCREPANCY, rows, shelf)
    touched = shelf.children(DiscrepancyRecord.discrepancy_id, [row.id for row in rows], DiscrepancyRecord.record)
    for row in rows:
        base = {name: value for name, value in behind.of(row.id).items() if name != "discrepancies"}
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
    return TouchedRecord(kind=link.record_kind or link.record, id=id, href=addresses.touched(link.record))


def render_changes(rows: Sequence[Change], shelf: Shelf) -> Iterator[Rendered]:
    """Changes as they are sent."""
    same: Any = ChangeFull.model_fields.keys() & Change.model_fields.keys()
    for row in rows:
        links = {"self": addresses.record("change", row.id), "record": addresses.touched(row.record)}
        yield Rendered(ChangeFull(**row.model_dump(include=same), links=links))
