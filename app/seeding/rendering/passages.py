"""Passages, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from app import urls
from app.models import Evidence
from app.models.evidence import EVIDENCE_KINDS
from app.schemas.passages import PassageFull, Supported
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of passages, with the records that they support."""
    provenance = Provenance(RecordKind.PASSAGE, rows, lookup)
    lookup.prefetch_passages(row.id for row in rows)
    supports = (
        select(col(Evidence.aspect), *(getattr(Evidence, f"{kind}_id") for kind in EVIDENCE_KINDS))
        .where(col(Evidence.passage_id) == bindparam("passage"))
        .order_by(col(Evidence.number))
    )
    for row in rows:
        # One query a passage: together they may support more records than memory should hold.
        links = lookup.rows(supports, {"passage": row.id})
        passage = lookup.build(
            PassageFull,
            row,
            **provenance.fields(row.id, row.label),
            source_numbers=lookup.source_numbers[row.id],
            supports=[supported(*link) for link in links],
        )
        yield Rendered(passage)


def supported(aspect: str | None, *ids: str | None) -> Supported:
    """The record that a piece of evidence supports: exactly one id is not null."""
    kind, id = next((kind, id) for kind, id in zip(EVIDENCE_KINDS, ids, strict=True) if id is not None)
    return Supported(kind=RecordKind(kind), id=id, aspect=aspect, href=urls.record(kind, id))
