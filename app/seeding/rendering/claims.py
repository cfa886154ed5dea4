"""Claims, rendered; and what follows from the claims about one event."""

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
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import Measure, RecordKind


def record(kind: RecordKind, id: str | None) -> RecordRef | None:
    """The address of a record, or null."""
    return RecordRef(id=id, href=urls.record(kind, id)) if id is not None else None


def render(rows: Sequence[Claim], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Claims as they are sent."""
    provenance = find_provenance(RecordKind.CLAIM, rows, lookup)
    lookup.prefetch_events(row.event_id for row in rows)
    for row in rows:
        claim = ClaimFull(
            **provenance.fields(row.id),
            type=row.type,
            event=lookup.event(row.event_id),
            strike=record(RecordKind.STRIKE, row.strike_id),
            claimant=lookup.party(row.claimant_id),
            speaker=row.speaker,
            statement=row.statement,
            measure=row.measure,
            victim_class=row.victim_class,
            low=row.low,
            best=row.best,
            high=row.high,
            part_of=record(RecordKind.CLAIM, row.part_of_id),
        )
        yield Rendered(claim, title=row.statement, body=row.speaker or "", earliest=row.earliest)


def claims_about(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[Any]]:
    """The claims about each of these events, as rendered before, in the order in which the article makes them.

    By the first passage, a whole before its parts.
    """
    found = lookup.children(Claim.event_id, ids)
    first = (
        select(col(Evidence.claim_id), func.min(Passage.start))
        .join(Passage, col(Passage.id) == Evidence.passage_id)
        .where(col(Evidence.claim_id).in_([row.id for rows in found.values() for row in rows]))
        .group_by(col(Evidence.claim_id))
    )
    starts: dict[str, int] = dict(map(tuple, lookup.session.execute(first)))
    for rows in found.values():
        rows.sort(key=lambda row: (starts[row.id], row.part_of_id is not None, row.id))
    return found


def figures(claims: Sequence[Claim], measure: Measure) -> ClaimedFigures | None:
    """The span of the whole claims that give a figure: smallest low, largest high. Never a sum."""
    whole = [
        claim for claim in claims if claim.measure is measure and claim.part_of_id is None and claim.low is not None
    ]
    if not whole:
        return None
    return ClaimedFigures(
        low=min(claim.low for claim in whole if claim.low is not None),
        high=max(claim.high for claim in whole if claim.high is not None),
        claims_count=len(whole),
        claimants=sorted({claim.claimant_id for claim in whole if claim.claimant_id is not None}),
    )
