"""Claims, rendered; and what follows from the claims about one event."""

from collections.abc import Iterator, Sequence

from app import addresses
from app.models import Claim
from app.schemas.base import RecordRef
from app.schemas.claims import ClaimFull
from app.schemas.lookups import Matrix, MatrixCell, MatrixRow
from app.schemas.strikes import ClaimedFigures
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import Measure, RecordKind


def record(kind: RecordKind, id: str | None) -> RecordRef | None:
    """The address of a record, or null."""
    return RecordRef(id=id, href=addresses.record(kind, id)) if id is not None else None


def render(rows: Sequence[Claim], shelf: Shelf) -> Iterator[Rendered]:
    """Claims as they are sent."""
    behind = backing(RecordKind.CLAIM, rows, shelf)
    shelf.want_events(row.event_id for row in rows)
    for row in rows:
        claim = ClaimFull(
            **behind.of(row.id),
            type=row.type,
            event=shelf.event(row.event_id),
            strike=record(RecordKind.STRIKE, row.strike_id),
            claimant=shelf.party(row.claimant_id),
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


def claims_about(ids: Sequence[str], shelf: Shelf) -> dict[str, list[ClaimFull]]:
    """The claims about each of these events, as rendered before, in the order in which the article makes them."""
    rows = shelf.children(Claim.event_id, ids)
    return {
        id: sorted((ClaimFull.model_validate_json(row.full) for row in claims), key=order)
        for id, claims in rows.items()
    }


def order(claim: ClaimFull) -> tuple[int, bool, str]:
    """By the first passage, a whole before its parts."""
    return min(item.passage.start for item in claim.evidence), claim.part_of is not None, claim.id


def figures(claims: Sequence[ClaimFull], measure: Measure) -> ClaimedFigures | None:
    """The span of the whole claims that give a figure: smallest low, largest high. Never a sum."""
    whole = [claim for claim in claims if claim.measure is measure and claim.part_of is None and claim.low is not None]
    if not whole:
        return None
    return ClaimedFigures(
        low=min(claim.low for claim in whole if claim.low is not None),
        high=max(claim.high for claim in whole if claim.high is not None),
        claims_count=len(whole),
        claimants=sorted({claim.claimant.id for claim in whole if claim.claimant is not None}),
    )


def matrix(claims: Sequence[ClaimFull]) -> Matrix:
    """Who says what: a row for each question, a cell for each answer."""
    rows: dict[str, list[MatrixCell]] = {}
    for claim in claims:
        rows.setdefault(question(claim), []).append(
            MatrixCell(
                claim=addresses.record("claim", claim.id),
                **{name: getattr(claim, name) for name in MatrixCell.model_fields if name != "claim"},
            )
        )
    return Matrix(questions=[MatrixRow(question=name, answers=cells) for name, cells in rows.items()])


def question(claim: ClaimFull) -> str:
    """What the claim answers: `killed, children` for figures, the type of claim for the rest."""
    if claim.measure is None or claim.victim_class is None:
        return claim.type.replace("_", " ")
    return f"{claim.measure}, {claim.victim_class.replace('_', ' ')}"
