"""Parties, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Party, PartyAlignment
from app.schemas.parties import Alignment, PartyFull
from app.seeding.rendering.names import names
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import RecordKind


def render(rows: Sequence[Party], shelf: Shelf) -> Iterator[Rendered]:
    """Parties as they are sent."""
    ids = [row.id for row in rows]
    behind = backing(RecordKind.PARTY, rows, shelf)
    sides = shelf.children(PartyAlignment.party_id, ids, PartyAlignment.with_id)
    spellings = names(RecordKind.PARTY, ids, shelf)
    for row in rows:
        party = PartyFull(
            **behind.of(row.id),
            name=row.name,
            kind=row.kind,
            parent=shelf.party(row.parent_id),
            names=spellings[row.id],
            alignments=[
                Alignment(party=shelf.parties[side.with_id], asserted_by=shelf.party(side.asserted_by_id))
                for side in sides[row.id]
            ],
            involved_in=row.involved_in,
        )
        also = [form.name for form in spellings[row.id]]
        yield Rendered(party, title=row.name, also=also, body=" ".join(row.involved_in))
