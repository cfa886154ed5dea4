"""Seed entries of people.yaml."""

from collections.abc import Iterator

from pydantic import Field

from app.models import Person
from app.seeding.entries.base import Flag, PartyId, Row, SeedContext, SourcedEntry, Text, row
from app.seeding.entries.evidence import evidence_rows
from app.seeding.entries.names import main, name_rows
from app.vocabulary import RecordKind


class PersonEntry(SourcedEntry):
    """A person named in the article."""

    name: Text = Field(description="The article's spelling.")
    office: Text | None = Field(default=None, description="The office as stated.")
    party: PartyId | None = Field(
        default=None, description="The party the office belongs to; left out when none is stated."
    )
    party_inferred: Flag = Field(default=False, description="True when the office does not name the party.")
    infobox_column: PartyId | None = Field(
        default=None, description="The column the name stands in. Not an allegiance."
    )

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(
            Person,
            id=self.id,
            name=self.name,
            office=self.office,
            party_id=self.party,
            party_inferred=self.party_inferred,
            infobox_column_id=self.infobox_column,
        )
        yield from name_rows(RecordKind.PERSON, self.id, [main(self.name)])
        yield from evidence_rows("person", self.id, self.evidence)
