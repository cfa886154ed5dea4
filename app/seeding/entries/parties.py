"""Seed entries of parties.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Party, PartyAlignment, PartyDescription
from app.schemas.parties import Alignment, PartyWording
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.names import NameEntry, main_name, name_rows
from app.seeding.entries.origins import NAME, OURS, PART, WORDS
from app.seeding.entries.values import PartyId, PassageId, Text, unique
from app.vocabulary import PartyKind, RecordKind, StatedIn


class AlignmentEntry(SeedModel):
    """On whose side a party is said to stand, and by whom. An accusation always has its accuser."""

    public_model = Alignment

    party: Annotated[PartyId, NAME]
    asserted_by: Annotated[PartyId, NAME]


class DescriptionEntry(SeedModel):
    """The words by which one passage describes the party."""

    public_model = PartyWording

    wording: Annotated[Text, WORDS]
    passage: Annotated[PassageId, OURS]
    stated_in: Annotated[StatedIn, PART] = StatedIn.TEXT
    of_members: Annotated[bool, OURS] = False
    context: Annotated[Text | None, OURS] = None


class PartyEntry(SourcedEntry):
    """A state, an armed group or a military unit."""

    record_kind = RecordKind.PARTY

    name: Annotated[Text, WORDS]
    kind: Annotated[PartyKind, OURS]
    parent: Annotated[PartyId | None, NAME] = None
    names: Annotated[list[NameEntry], unique("name")] = Field(default=[], description="Other spellings.")
    alignments: Annotated[list[AlignmentEntry], unique("party")] = Field(default=[])
    involved_in: Annotated[list[Text], WORDS] = Field(default=[])
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
