"""Seed entries of people.yaml."""

from collections.abc import Iterator

from app.models import Person
from app.seeding.entries.base import Row, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.names import main_name, name_rows
from app.seeding.entries.values import Flag, PartyId, Text
from app.vocabulary import RecordKind


class PersonEntry(SourcedEntry):
    """A person named in the article."""

    record_kind = RecordKind.PERSON

    name: Text
    office: Text | None = None
    party: PartyId | None = None
    party_inferred: Flag = False
    infobox_column: PartyId | None = None

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Person)
        yield from name_rows(self, [main_name(self.name)])
        yield from self.evidence_rows()
