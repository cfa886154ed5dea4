"""Passages, rendered."""

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, select
from sqlmodel import col

from app import urls
from app.models import Evidence, Passage
from app.models.evidence import EVIDENCE_KINDS
from app.schemas.passages import PassageFull, Supported
from app.seeding.rendering.lookup import ReferenceLookup, fields
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Passage], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Passages as they are sent, with what they support."""
    ids = [row.id for row in rows]
    lookup.prefetch_passages(ids)
    corrections = lookup.corrections(RecordKind.PASSAGE, ids)
    supports = (
        select(col(Evidence.aspect), *(getattr(Evidence, f"{kind}_id") for kind in EVIDENCE_KINDS))
        .where(col(Evidence.passage_id) == bindparam("passage"))
        .order_by(col(Evidence.number))
    )  # passage by passage: one may support more records than memory should hold of all
    same = PassageFull.model_fields.keys() & Passage.model_fields.keys()
    for row in rows:
        yield Rendered(
            PassageFull(
                **fields(row, same),
                links={"self": urls.record("passage", row.id)},
                source_numbers=lookup.numbers[row.id],
                corrected_by=corrections[row.id],
                supports=[supported(*columns) for columns in lookup.session.execute(supports, {"passage": row.id})],
            )
        )


def supported(aspect: str | None, *ids: str | None) -> Supported:
    """The record that a piece of evidence supports: the one id there is."""
    kind, id = next((kind, id) for kind, id in zip(EVIDENCE_KINDS, ids, strict=True) if id is not None)
    return Supported(kind=RecordKind(kind), id=id, aspect=aspect, href=urls.record(kind, id))
