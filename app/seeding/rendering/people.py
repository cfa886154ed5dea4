"""People, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.schemas.people import PersonFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.seeding.rendering.sentences import office_in_words, person_caption, person_summary
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of people."""
    provenance = Provenance(RecordKind.PERSON, rows, lookup)
    for row in rows:
        column = lookup.parties[row.infobox_column_id].name if row.infobox_column_id else None
        party = lookup.parties[row.party_id].name if row.party_id else None
        known = (row.name, office_in_words(row.office, party, lookup.party_names[row.party_id]), column)
        fields = provenance.fields(row.id, person_caption(*known))
        person = lookup.build(PersonFull, row, **fields, summary=person_summary(*known))
        yield Rendered(person, title=row.name, body=row.office or "")
