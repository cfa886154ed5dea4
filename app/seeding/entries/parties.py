"""Seed entries of parties.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Party, PartyAlignment, PartyDescription
from app.schemas.parties import Alignment, PartyWording
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.names import NameEntry, main_name, name_rows
from app.seeding.entries.values import PartyId, PassageId, Text, unique
from app.vocabulary import PartyKind, RecordKind, StatedIn


class AlignmentEntry(SeedModel):
    """On whose side a party is said to stand, and by whom. An accusation always has its accuser."""

    public_model = Alignment

    party: PartyId
    asserted_by: PartyId


class DescriptionEntry(SeedModel):
    """The words by which one passage describes the party."""

    public_model = PartyWording

    wording: Text
    passage: PassageId
    stated_in: StatedIn = StatedIn.TEXT
    of_members: bool = False
    context: Text | None = None


class PartyEntry(SourcedEntry):
    """A state, an armed group or a military unit."""

    record_kind = RecordKind.PARTY

    name: Text
    kind: PartyKind
    parent: PartyId | None = None
    names: Annotated[list[NameEntry], unique("name")] = Field(default=[], description="Other spellings.")
    alignments: Annotated[list[AlignmentEntry], unique("party")] = Field(default=[])
    involved_in: list[Text] = Field(default=[])
    described_as: list[DescriptionEntry] = Field(default=[])

    def register(self, context: SeedContext) -> None:
        context.party_parents[self.id] = self.parent

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield self.row(Party)
        for side in self.alignments:
            link = {"party_id": self.id, "with_id": side.party, "asserted_by_id": side.asserted_by}
            yield Row(PartyAlignment, link)
        for position, description in enumerate(self.described_as):
            yield description.row(PartyDescription, party_id=self.id, position=position)
        yield from name_rows(self, [main_name(self.name), *self.names])
        yield from self.evidence_rows()
