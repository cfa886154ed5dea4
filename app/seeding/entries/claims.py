"""Seed entries of claims.yaml."""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from app.models import Claim
from app.seeding.entries.base import (
    ClaimId,
    EntryError,
    EventId,
    PartyId,
    Row,
    SeedContext,
    SourcedEntry,
    StrikeId,
    Text,
    WholeNumber,
    row,
)
from app.seeding.entries.evidence import evidence_rows
from app.vocabulary import ClaimType, DatePrecision, Measure, VictimClass

NO_DAYS = ("9999-99-99", "0000-00-00")  # an interval that holds no day: a claim about no event matches none


class ClaimEntry(SourcedEntry):
    """Something that somebody says."""

    type: ClaimType = Field(description="What it is about.")
    event: EventId | None = Field(default=None, description="The event it is about.")
    strike: StrikeId | None = Field(default=None, description="The same id once more, when that event is a strike.")
    claimant: PartyId | None = Field(
        default=None, description="Whose claim it is; left out when the article names nobody."
    )
    speaker: Text | None = Field(default=None, description="The article's words for the one who spoke.")
    statement: Text = Field(description="What is claimed, in our words.")
    measure: Measure | None = Field(default=None, description="What a casualty figure counts.")
    victim_class: VictimClass | None = Field(default=None, description="Which people it counts.")
    low: WholeNumber | None = Field(
        default=None, description="Lowest figure; left out when none is given, never 0 for that."
    )
    best: WholeNumber | None = Field(default=None, description="The figure as given.")
    high: WholeNumber | None = Field(default=None, description="Highest figure.")
    part_of: ClaimId | None = Field(default=None, description="The claim whose figure includes this one.")

    @model_validator(mode="after")
    def coherent(self) -> Self:
        """Figures belong to casualty claims, come three together, and stand in order."""
        figures = [self.low, self.best, self.high]
        casualty = self.type is ClaimType.CASUALTY
        if casualty != (self.measure is not None) or casualty != (self.victim_class is not None):
            raise EntryError("measure", "measure and victim_class belong to claims of type casualty, which need both")
        if len({figure is None for figure in figures}) > 1:
            raise EntryError("low", "give low, best and high, all three or none")
        if figures != sorted(figures, key=lambda figure: figure or 0):
            raise EntryError("high", "low, best and high must be in order")
        if not casualty and self.low is not None:
            raise EntryError("low", "figures belong to claims of type casualty; remove them")
        if not casualty and self.part_of is not None:
            raise EntryError("part_of", "parts belong to claims of type casualty; remove it")
        return self

    def rows(self, context: SeedContext) -> Iterator[Row]:
        yield row(
            Claim,
            id=self.id,
            type=self.type,
            speaker=self.speaker,
            statement=self.statement,
            measure=self.measure,
            victim_class=self.victim_class,
            low=self.low,
            best=self.best,
            high=self.high,
            event_id=self.event,
            strike_id=self.strike,
            claimant_id=self.claimant,
            part_of_id=self.part_of,
            earliest=NO_DAYS[0],  # its event's days are copied when all is loaded
            latest=NO_DAYS[1],
            date_precision=DatePrecision.NOT_STATED,
        )
        yield from evidence_rows("claim", self.id, self.evidence)
