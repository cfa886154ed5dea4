"""Seed entries of claims.yaml."""

from collections.abc import Iterator
from typing import Self

from pydantic import Field, model_validator

from app.models import Claim
from app.seeding.entries.base import EntryError, Row, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.values import ClaimId, EventId, PartyId, StrikeId, Text, WholeNumber
from app.vocabulary import ClaimType, DatePrecision, Measure, RecordKind, StatedIn, VictimClass

NO_DAYS = {"earliest": "9999-99-99", "latest": "0000-00-00"}  # no day lies between: a claim about no event matches none


class ClaimEntry(SourcedEntry):
    """Something that somebody says."""

    record_kind = RecordKind.CLAIM

    type: ClaimType
    event: EventId | None = None
    strike: StrikeId | None = Field(default=None, description="The same id as `event`, if that event is a strike.")
    claimant: PartyId | None = None
    speaker: Text | None = None
    statement: Text
    stated_in: StatedIn = StatedIn.TEXT
    made_in: EventId | None = None
    measure: Measure | None = None
    victim_class: VictimClass | None = None
    low: WholeNumber | None = Field(
        default=None, description="Lowest figure, people; left out when none is given, which is not 0."
    )
    best: WholeNumber | None = None
    high: WholeNumber | None = None
    part_of: ClaimId | None = None

    @model_validator(mode="after")
    def check_figures(self) -> Self:
        """Only claims of type casualty have figures: all three or none, in order."""
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
        # The date columns are copied from the event once all rows are there.
        yield self.row(Claim, **NO_DAYS, date_precision=DatePrecision.NOT_STATED)
        yield from self.evidence_rows()
