"""Seed entries of parties.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Party, PartyAlignment
from app.seeding.entries.base import PartyId, Row, SeedContext, SourcedEntry, StrictModel, Text, row, unique
from app.seeding.entries.evidence import evidence_rows
from app.seeding.entries.names import NameEntry, main, name_rows
from app.vocabulary import PartyKind, RecordKind


class AlignmentEntry(StrictModel):
    """On whose side a party is said to stand, and by whom. An accusation always has its accuser."""

    party: PartyId = Field(description="The side.")
    asserted_by: PartyId = Field(description="Who says so.")


class PartyEntry(SourcedEntry):
    """A state, an armed group or a military unit."""

    name: Text = Field(description="The article's spelling.")
    kind: PartyKind = Field(description="What it is.")
    parent: PartyId | None = Field(default=None, description="The state of a unit.")
    names: Annotated[list[NameEntry], unique("name")] = Field(default=[], description="Other spellings.")
    alignments: Annotated[list[AlignmentEntry], unique("party")] = Field(
        default=[], description="On whose side it is said to stand."
    )
    involved_in: list[Text] = Field(default=[], description="Conflicts the article says it takes part in.")

    def register(self, context: SeedContext) -> None:
        context.party_parents[self.id] = self.parent

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(
            Party, id=self.id, name=self.name, kind=self.kind, parent_id=self.parent, involved_in=self.involved_in
        )
        for alignment in self.alignments:
            yield row(PartyAlignment, party_id=self.id, with_id=alignment.party, asserted_by_id=alignment.asserted_by)
        yield from name_rows(RecordKind.PARTY, self.id, [main(self.name), *self.names])
        yield from evidence_rows("party", self.id, self.evidence)
