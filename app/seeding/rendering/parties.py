"""Parties, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.models import PartyAlignment
from app.schemas.parties import Alignment, PartyFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of parties."""
    ids = [row.id for row in rows]
    provenance = Provenance(RecordKind.PARTY, rows, lookup)
    sides = lookup.rows_by(PartyAlignment.party_id, ids, PartyAlignment.with_id)
    names = lookup.names(RecordKind.PARTY, ids)
    for row in rows:
        party = lookup.build(
            PartyFull,
            row,
            **provenance.fields(row.id),
            names=names[row.id],
            alignments=[lookup.build(Alignment, side, party=lookup.parties[side.with_id]) for side in sides[row.id]],
        )
        aliases = [form.name for form in names[row.id]]
        yield Rendered(party, title=row.name, aliases=aliases, body=" ".join(row.involved_in))
