"""Claims, rendered, and what documents of events and strikes say of the claims about them."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from app import urls
from app.models import Claim, Evidence, Passage
from app.schemas.base import RecordRef
from app.schemas.claims import ClaimFull
from app.schemas.strikes import ClaimedFigures
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import Measure, RecordKind


def record_ref(kind: RecordKind, id: str | None) -> RecordRef | None:
    """The address of a record, or null."""
    return RecordRef(id=id, href=urls.record(kind, id)) if id is not None else None


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of claims."""
    provenance = Provenance(RecordKind.CLAIM, rows, lookup)
    lookup.prefetch_events(row.event_id for row in rows)
    for row in rows:
        claim = lookup.build(
            ClaimFull,
            row,
            **provenance.fields(row.id),
            strike=record_ref(RecordKind.STRIKE, row.strike_id),
            part_of=record_ref(RecordKind.CLAIM, row.part_of_id),
        )
        yield Rendered(claim, title=row.statement, body=row.speaker or "", earliest=row.earliest)


def claims_by_event(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[Any]]:
    """The rows of the claims about each of these events, already rendered.

    They are in the order of the first passage that supports them, a whole before its parts.
    """
    claims = lookup.rows_by(Claim.event_id, ids)
    first_passages = (
        select(col(Evidence.claim_id), func.min(Passage.start))
        .join(Passage, col(Passage.id) == Evidence.passage_id)
        .where(col(Evidence.claim_id).in_([row.id for rows in claims.values() for row in rows]))
        .group_by(col(Evidence.claim_id))
    )
    starts: dict[str, int] = dict(map(tuple, lookup.session.execute(first_passages)))
    for rows in claims.values():
        rows.sort(key=lambda row: (starts[row.id], row.part_of_id is not None, row.id))
    return claims


def claimed_figures(claims: Sequence[Any], measure: Measure) -> ClaimedFigures | None:
    """The span of the whole claims that give a figure: smallest low, largest high. Never a sum."""
    whole = [
        claim for claim in claims if claim.measure is measure and claim.part_of_id is None and claim.low is not None
    ]
    if not whole:
        return None
    return ClaimedFigures(
        low=min(claim.low for claim in whole),
        high=max(claim.high for claim in whole),
        claims_count=len(whole),
        claimants=sorted({claim.claimant_id for claim in whole if claim.claimant_id is not None}),
    )
