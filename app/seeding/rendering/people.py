"""People, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Person
from app.schemas.people import PersonFull
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import RecordKind


def render(rows: Sequence[Person], shelf: Shelf) -> Iterator[Rendered]:
    """People as they are sent."""
    behind = backing(RecordKind.PERSON, rows, shelf)
    for row in rows:
        person = PersonFull(
            **behind.of(row.id),
            name=row.name,
            office=row.office,
            party=shelf.party(row.party_id),
            party_inferred=row.party_inferred,
            infobox_column=shelf.party(row.infobox_column_id),
        )
        yield Rendered(person, title=row.name, body=row.office or "")
