"""Seed entries of strikes.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Strike, StrikeTarget, StrikeWeapon
from app.schemas.strikes import Operation, StrikeTargetRef, WeaponWording
from app.seeding.entries.base import Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.names import NameEntry, name_rows
from app.seeding.entries.origins import NAME, NUMBER, OURS, TERM, WORDS, name_unless
from app.seeding.entries.values import Flag, Language, PartyId, PassageId, Positive, Script, Text, unique
from app.vocabulary import DatePrecision, NameKind, NameOrigin, RecordKind, StrikeMeans


class TargetEntry(SeedModel):
    """A party the strike was aimed at."""

    public_model = StrikeTargetRef

    party: Annotated[PartyId, NAME]
    asserted_by: Annotated[PartyId | None, NAME] = None


class WeaponEntry(SeedModel):
    """How one passage words the means."""

    public_model = WeaponWording

    wording: Annotated[Text, WORDS]
    passage: Annotated[PassageId, OURS]
    means: Annotated[StrikeMeans, TERM] = Field(
        default=StrikeMeans.NOT_SPECIFIED, description="The means, if the wording tells."
    )


class OperationEntry(SeedModel):
    """The name the strike was given."""

    public_model = Operation

    name: Annotated[Text, WORDS]
    native: Annotated[Text | None, WORDS] = None
    language: Annotated[Language | None, OURS] = None
    script: Annotated[Script | None, OURS] = None
    meaning: Annotated[Text | None, WORDS] = None

    def names(self) -> Iterator[NameEntry]:
        """Its spellings, by which the strike can be found."""
        yield self.spelling(self.name, NameKind.MAIN, "Latn")
        if self.native is not None:
            yield self.spelling(self.native, NameKind.NATIVE, self.script)

    def spelling(self, name: str, kind: NameKind, script: str | None) -> NameEntry:
        """One of its names, in the operation's language."""
        return NameEntry(name=name, kind=kind, language=self.language, script=script, origin=NameOrigin.ARTICLE)


class StrikeEntry(SourcedEntry):
    """A strike. Its id is that of its event."""

    record_kind = RecordKind.STRIKE

    attacker: Annotated[PartyId, NAME]
    unit: Annotated[PartyId | None, name_unless("unit_inferred")] = None
    unit_inferred: Annotated[Flag, OURS] = Field(
        default=False, description="True when no sentence ties the unit to this strike."
    )
    targets: Annotated[list[TargetEntry], unique("party")] = Field(default=[])
    weapons: Annotated[list[WeaponEntry], unique("passage")] = Field(default=[])
    target_count: Annotated[Positive | None, NUMBER] = None
    operation: OperationEntry | None = None

    def rows(self, context: SeedContext) -> Iterator[Row]:
        # The date columns are copied from the event once all rows are there.
        yield self.row(Strike, date_precision=DatePrecision.NOT_STATED)
        for position, target in enumerate(self.targets):
            yield target.row(StrikeTarget, strike_id=self.id, position=position)
        for position, weapon in enumerate(self.weapons):
            yield weapon.row(StrikeWeapon, strike_id=self.id, position=position)
        if self.operation is not None:
            yield from name_rows(self, self.operation.names())
        yield from self.evidence_rows()
