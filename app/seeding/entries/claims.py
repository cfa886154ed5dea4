"""Seed entries of claims.yaml."""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from app.models import Claim
from app.seeding.entries.base import EntryError, Row, SourcedEntry
from app.seeding.entries.context import SeedContext
from app.seeding.entries.origins import NAME, NUMBER, OURS, PART, TERM, WORDS
from app.seeding.entries.values import ClaimId, EventId, PartyId, StrikeId, Text, WholeNumber
from app.vocabulary import ClaimType, DatePrecision, Measure, RecordKind, StatedIn, VictimClass

# No day lies between: a claim about no event matches none.
NO_DAYS: dict[str, Any] = {"earliest": "9999-99-99", "latest": "0000-00-00", "sequence": 0}


class ClaimEntry(SourcedEntry):
    """Something that somebody says."""

    record_kind = RecordKind.CLAIM

    type: Annotated[ClaimType, OURS]
    event: Annotated[EventId | None, OURS] = None
    strike: Annotated[StrikeId | None, OURS] = Field(
        default=None, description="The same id as `event`, if that event is a strike."
    )
    claimant: Annotated[PartyId | None, NAME] = None
    speaker: Annotated[Text | None, WORDS] = None
    statement: Annotated[Text, OURS]
    stated_in: Annotated[StatedIn, PART] = StatedIn.TEXT
    made_in: Annotated[EventId | None, OURS] = None
    measure: Annotated[Measure | None, TERM] = None
    victim_class: Annotated[VictimClass | None, TERM] = None
    low: Annotated[WholeNumber | None, NUMBER] = Field(
        default=None, description="Lowest figure, people; left out when none is given, which is not 0."
    )
    best: Annotated[WholeNumber | None, NUMBER] = None
    high: Annotated[WholeNumber | None, NUMBER] = None
    part_of: Annotated[ClaimId | None, OURS] = None

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
        # The date columns are copied from the event, if there is one, once all rows are there.
        days = NO_DAYS if self.event is None else {}
        yield self.row(Claim, **days, date_precision=DatePrecision.NOT_STATED)
        yield from self.evidence_rows()
