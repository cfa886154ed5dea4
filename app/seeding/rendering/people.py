"""People, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Person
from app.schemas.people import PersonFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered, find_provenance
from app.vocabulary import RecordKind


def render(rows: Sequence[Person], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """People as they are sent."""
    provenance = find_provenance(RecordKind.PERSON, rows, lookup)
    for row in rows:
        person = PersonFull(
            **provenance.fields(row.id),
            name=row.name,
            office=row.office,
            party=lookup.party(row.party_id),
            party_inferred=row.party_inferred,
            infobox_column=lookup.party(row.infobox_column_id),
        )
        yield Rendered(person, title=row.name, body=row.office or "")
