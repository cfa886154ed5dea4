"""Claims, rendered, and what documents of events and strikes say of the claims about them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import func, select
from sqlmodel import col

from app import urls
from app.models import Claim, Evidence, Passage
from app.schemas.base import RecordRef, SourceRef
from app.schemas.claims import MEASURE_NOTE, ClaimFull
from app.schemas.strikes import ClaimedFigure, ClaimedFigures
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import (
    ARTICLE,
    attribution,
    claim_caption,
    claim_text,
    continued,
    event_caption,
    figure_clause,
    parts_text,
    people_text,
    references,
)
from app.vocabulary import Measure, RecordKind


def record_ref(kind: RecordKind, id: str | None) -> RecordRef | None:
    """The address of a record, or null."""
    return RecordRef(id=id, href=urls.record(kind, id)) if id is not None else None


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of claims."""
    provenance = Provenance(RecordKind.CLAIM, rows, lookup)
    lookup.prefetch_events(id for row in rows for id in (row.event_id, row.made_in_id))
    parts = lookup.rows_by(Claim.part_of_id, [row.id for row in rows], Claim.low, Claim.id)
    wholes = lookup.rows_by(Claim.id, [row.part_of_id for row in rows if row.part_of_id])
    for row in rows:
        sources = provenance.by_id["sources"].get(row.id, [])
        whole = wholes[row.part_of_id][0] if row.part_of_id else None
        words = ClaimWords(row, parts[row.id], whole, sources, lookup)
        claim = lookup.build(
            ClaimFull,
            row,
            **provenance.fields(row.id, words.caption()),
            attribution=words.attribution,
            text=words.text(),
            people_text=people_text(row),
            parts_text=parts_text(words.parts),
            event_date=lookup.event_dates[row.event_id] if row.event_id else None,
            source_titles=[source.title for source in sources],
            strike=record_ref(RecordKind.STRIKE, row.strike_id),
            measure_note=MEASURE_NOTE if row.low is not None else None,
            part_of=record_ref(RecordKind.CLAIM, row.part_of_id),
        )
        yield Rendered(claim, title=row.statement, body=row.speaker or "", earliest=row.earliest)


class ClaimWords:
    """A claim in words to print, from its row, those of its parts and its whole, and the sources it cites."""

    def __init__(
        self, row: Any, parts: Sequence[Any], whole: Any | None, sources: Sequence[SourceRef], lookup: ReferenceLookup
    ) -> None:
        self.row, self.whole, self.sources, self.lookup = row, whole, sources, lookup
        self.parts = [part for part in parts if part.low is not None]
        self.claimant = lookup.parties[row.claimant_id].name if row.claimant_id else None
        numbers = [source.number for source in sources if source.number is not None]
        spellings = lookup.party_names[row.claimant_id]
        self.attribution = attribution(row.stated_in, self.claimant, spellings, row.speaker, numbers)

    def clause(self, event: str | None = None) -> str:
        """What is claimed. A figure is given with the title of its event, if there is one."""
        if self.row.low is not None:
            return figure_clause(self.row, self.parts, self.whole, event)
        named = self.claimant or (None if self.row.speaker else ARTICLE)
        return continued(self.row.statement, named, self.lookup.begins_with_name)

    def text(self) -> str:
        """The finished sentence."""
        row, lookup = self.row, self.lookup
        cited = references([lookup.source_rows[source.id] for source in self.sources], row.stated_in)
        clause = self.clause(lookup.events[row.event_id].title if row.event_id else None)
        return claim_text(row, clause, self.attribution, cited, lookup.event_types.get(row.made_in_id))

    def caption(self) -> str:
        """One line that can stand alone."""
        id = self.row.event_id
        event = event_caption(self.lookup.events[id].title, self.lookup.event_dates[id].text) if id else None
        return claim_caption(self.attribution, self.clause(), event)


class RenderedClaim(NamedTuple):
    """A claim whose documents are there already."""

    row: Any
    brief: str
    full: str


def claims_by_event(ids: Sequence[str], lookup: ReferenceLookup) -> dict[str, list[RenderedClaim]]:
    """The claims about each of these events, already rendered.

    They are in the order of the first passage that supports them, a whole before its parts.
    """
    rows_by_event = lookup.rows_by(Claim.event_id, ids)
    claim_ids = [row.id for rows in rows_by_event.values() for row in rows]
    first_passages = (
        select(col(Evidence.claim_id), func.min(Passage.start))
        .join(Passage, col(Passage.id) == Evidence.passage_id)
        .where(col(Evidence.claim_id).in_(claim_ids))
        .group_by(col(Evidence.claim_id))
    )
    starts: dict[str, int] = dict(lookup.rows(first_passages))
    rendered = select(col(Claim.id), col(Claim.brief), col(Claim.full)).where(col(Claim.id).in_(claim_ids))
    documents = {id: (lookup.unpack(brief), lookup.unpack(full)) for id, brief, full in lookup.rows(rendered)}
    claims: dict[str, list[RenderedClaim]] = defaultdict(list)
    for event, rows in rows_by_event.items():
        rows.sort(key=lambda row: (starts[row.id], row.part_of_id is not None, row.id))
        claims[event] = [RenderedClaim(row, *documents[row.id]) for row in rows]
    return claims


def claimed_figures(
    claims: Sequence[RenderedClaim], measure: Measure, lookup: ReferenceLookup
) -> ClaimedFigures | None:
    """The span of the whole claims that give a figure: smallest low, largest high. Never a sum."""
    counted = [claim for claim in claims if claim.row.measure is measure and claim.row.low is not None]
    briefs = {claim.row.id: claim.brief for claim in counted}
    whole = [claim.row for claim in counted if claim.row.part_of_id is None]
    if not whole:
        return None
    return ClaimedFigures(
        low=min(claim.low for claim in whole),
        high=max(claim.high for claim in whole),
        claims_count=len(whole),
        claimants=sorted({claim.claimant_id for claim in whole if claim.claimant_id is not None}),
        claimed_by=[
            lookup.build(
                ClaimedFigure,
                claim,
                claim=RecordRef(id=claim.id, href=urls.record(RecordKind.CLAIM, claim.id)),
                attribution=from_json(briefs[claim.id])["attribution"],
            )
            for claim in whole
        ],
    )
