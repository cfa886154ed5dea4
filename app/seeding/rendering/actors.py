"""Parties, people and places, rendered."""

from collections.abc import Iterator, Sequence

from app.models import Party, PartyAlignment, Person, Place
from app.schemas.parties import Alignment, PartyFull
from app.schemas.people import PersonFull
from app.schemas.places import CoordinatesOrigin, PlaceFull
from app.seeding.rendering.names import names
from app.seeding.rendering.rendered import Rendered, backing
from app.seeding.rendering.shelf import Shelf
from app.vocabulary import RecordKind


def render_parties(rows: Sequence[Party], shelf: Shelf) -> Iterator[Rendered]:
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


def render_people(rows: Sequence[Person], shelf: Shelf) -> Iterator[Rendered]:
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


def render_places(rows: Sequence[Place], shelf: Shelf) -> Iterator[Rendered]:
    """Places as they are sent."""
    behind = backing(RecordKind.PLACE, rows, shelf)
    spellings = names(RecordKind.PLACE, [row.id for row in rows], shelf)
    same = PlaceFull.model_fields.keys() & Place.model_fields.keys() - {"id", "sources_count"}
    for row in rows:
        source, licence = row.coordinates_source, row.coordinates_licence
        place = PlaceFull(
            **behind.of(row.id),
            **row.model_dump(include=set(same)),
            parent=shelf.place(row.parent_id),
            coordinates_from=CoordinatesOrigin(source=source, licence=licence) if source and licence else None,
            names=spellings[row.id],
        )
        yield Rendered(place, title=row.name, also=[form.name for form in spellings[row.id]])
