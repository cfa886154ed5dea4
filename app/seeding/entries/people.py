"""Seed entries of people.yaml."""

from collections.abc import Iterator
from typing import Annotated

from app.models import Person
from app.seeding.entries.base import Row, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.names import main_name, name_rows
from app.seeding.entries.origins import NAME, OURS, WORDS, name_unless
from app.seeding.entries.values import Flag, PartyId, Text
from app.vocabulary import RecordKind


class PersonEntry(SourcedEntry):
    """A person named in the article."""

    record_kind = RecordKind.PERSON

    name: Annotated[Text, WORDS]
    office: Annotated[Text | None, WORDS] = None
    party: Annotated[PartyId | None, name_unless("party_inferred")] = None
    party_inferred: Annotated[Flag, OURS] = False
    infobox_column: Annotated[PartyId | None, NAME] = None

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Person)
        yield from name_rows(self, [main_name(self.name)])
        yield from self.evidence_rows()
