"""Parties, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Party, PartyAlignment
from app.schemas.parties import Alignment, PartyFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.names import names
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import RecordKind


def render(rows: Sequence[Party], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """Parties as they are sent."""
    ids = [row.id for row in rows]
    provenance = find_provenance(RecordKind.PARTY, rows, lookup)
    sides = lookup.children(PartyAlignment.party_id, ids, PartyAlignment.with_id)
    spellings = names(RecordKind.PARTY, ids, lookup)
    for row in rows:
        party = PartyFull(
            **provenance.fields(row.id),
            name=row.name,
            kind=row.kind,
            parent=lookup.party(row.parent_id),
            names=spellings[row.id],
            alignments=[
                Alignment(party=lookup.parties[side.with_id], asserted_by=lookup.party(side.asserted_by_id))
                for side in sides[row.id]
            ],
            involved_in=row.involved_in,
        )
        also = [form.name for form in spellings[row.id]]
        yield Rendered(party, title=row.name, aliases=also, body=" ".join(row.involved_in))
