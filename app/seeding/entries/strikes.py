"""Seed entries of strikes.yaml."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from app.models import Name, Strike, StrikeTarget, StrikeWeapon
from app.queries.engine.folding import normalise
from app.seeding.entries.base import (
    Flag,
    Language,
    PartyId,
    PassageId,
    Row,
    Script,
    SeedContext,
    SourcedEntry,
    StrictModel,
    Text,
    WholeNumber,
    row,
    unique,
)
from app.seeding.entries.evidence import evidence_rows
from app.vocabulary import DatePrecision, NameKind, NameOrigin, RecordKind


class TargetEntry(StrictModel):
    """Whom the strike was aimed at."""

    party: PartyId = Field(description="The target.")
    asserted_by: PartyId | None = Field(
        default=None, description="Who says so; left out when the article says it itself."
    )


class WeaponEntry(StrictModel):
    """How one passage words the means."""

    wording: Text = Field(description="The words.")
    passage: PassageId = Field(description="The passage that has them.")


class OperationEntry(StrictModel):
    """The name the strike was given."""

    name: Text = Field(description="In Latin script.")
    native: Text | None = Field(default=None, description="In its own script.")
    language: Language | None = Field(default=None, description="BCP 47 language tag.")
    script: Script | None = Field(default=None, description="ISO 15924 script of `native`.")
    meaning: Text | None = Field(default=None, description="Its meaning as the article gives it.")


class StrikeEntry(SourcedEntry):
    """A strike; its id is that of its event."""

    attacker: PartyId = Field(description="The state that fired.")
    unit: PartyId | None = Field(default=None, description="The force that carried it out.")
    unit_inferred: Flag = Field(default=False, description="True when no sentence ties the unit to this strike.")
    targets: Annotated[list[TargetEntry], unique("party")] = Field(default=[], description="Whom it was aimed at.")
    weapons: Annotated[list[WeaponEntry], unique("passage")] = Field(
        default=[], description="The means, one wording for each passage."
    )
    target_count: WholeNumber | None = Field(default=None, gt=0, description="Number of targets, as stated.")
    operation: OperationEntry | None = Field(default=None, description="The name it was given.")

    def rows(self, context: SeedContext) -> Iterator[Row]:
        operation = self.operation.model_dump() if self.operation else {}
        yield row(
            Strike,
            id=self.id,
            attacker_id=self.attacker,
            unit_id=self.unit,
            unit_inferred=self.unit_inferred,
            target_count=self.target_count,
            date_precision=DatePrecision.NOT_STATED,  # its event's is copied when all is loaded
            **{f"operation_{part}": value for part, value in operation.items()},
        )
        for position, target in enumerate(self.targets):
            yield row(
                StrikeTarget,
                strike_id=self.id,
                party_id=target.party,
                position=position,
                asserted_by_id=target.asserted_by,
            )
        for position, weapon in enumerate(self.weapons):
            yield row(
                StrikeWeapon, strike_id=self.id, passage_id=weapon.passage, position=position, wording=weapon.wording
            )
        if self.operation:
            yield from self.operation_names(self.operation)
        yield from evidence_rows("strike", self.id, self.evidence)

    def operation_names(self, operation: OperationEntry) -> Iterator[Row]:
        """The operation's name, so that any spelling of it finds the strike."""
        forms = [
            (operation.name, NameKind.MAIN, "Latn"),
            (operation.native, NameKind.NATIVE, operation.script),
        ]
        for name, kind, script in forms:
            if name is not None:
                yield row(
                    Name,
                    record_kind=RecordKind.STRIKE,
                    record_id=self.id,
                    name=name,
                    kind=kind,
                    language=operation.language,
                    script=script,
                    origin=NameOrigin.ARTICLE,
                    folded=normalise(name),
                )
