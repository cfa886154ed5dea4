"""Parties, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.models import PartyAlignment, PartyDescription
from app.schemas.parties import Alignment, PartyFull, PartyWording
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import (
    description_clauses,
    description_voice,
    party_caption,
    party_summary,
    side_clause,
)
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of parties."""
    ids = [row.id for row in rows]
    provenance = Provenance(RecordKind.PARTY, rows, lookup)
    sides = lookup.rows_by(PartyAlignment.party_id, ids, PartyAlignment.with_id)
    names = lookup.names(RecordKind.PARTY, ids)
    descriptions = lookup.rows_by(PartyDescription.party_id, ids, PartyDescription.position)
    lookup.prefetch_passages(description.passage_id for rows in descriptions.values() for description in rows)
    for row in rows:
        parent = lookup.parties[row.parent_id].name if row.parent_id else None
        kind = row.kind.replace("_", " ")
        clauses = [
            side_clause(
                side.asserted_by_id and lookup.parties[side.asserted_by_id].name, lookup.parties[side.with_id].name
            )
            for side in sides[row.id]
        ]
        described = descriptions[row.id]
        voices = [description_voice(form.stated_in, sources_of(form.passage_id, lookup)) for form in described]
        party = lookup.build(
            PartyFull,
            row,
            **provenance.fields(row.id, party_caption(row.name, kind, parent)),
            summary=party_summary(row.name, kind, parent, description_clauses(described, voices), clauses),
            described_as=[lookup.build(PartyWording, form) for form in described],
            names=names[row.id],
            alignments=[lookup.build(Alignment, side, party=lookup.parties[side.with_id]) for side in sides[row.id]],
        )
        aliases = [form.name for form in names[row.id]]
        yield Rendered(party, title=row.name, aliases=aliases, body=" ".join(row.involved_in))


def sources_of(passage: str, lookup: ReferenceLookup) -> list[Any]:
    """The rows of the sources that a passage cites."""
    return [source for source in lookup.source_rows.values() if source.number in lookup.source_numbers[passage]]
