"""Seed entries of events.yaml."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.models import Event, EventParty, EventPerson, EventPlace
from app.seeding.entries.base import (
    Day,
    EntryError,
    EventId,
    Flag,
    PartyId,
    PersonId,
    PlaceId,
    Row,
    SeedContext,
    SourcedEntry,
    StrictModel,
    Text,
    WholeNumber,
    ancestors,
    row,
    unique,
)
from app.seeding.entries.evidence import evidence_rows
from app.vocabulary import DateBasis, DatePrecision, EventSubtype, EventType, Role


class DateEntry(StrictModel):
    """When something happened, and how that is known."""

    start: Day | None = Field(default=None, description="First day.")
    end: Day | None = Field(default=None, description="Last day; the same for one day.")
    precision: DatePrecision = Field(description="How exactly the day is known.")
    basis: DateBasis = Field(description="Stated by the article, or inferred by us.")
    note: Text | None = Field(default=None, description="What was inferred and from what; needed when inferred.")
    not_before: Day | None = Field(default=None, description="Earliest possible day; left out when open.")
    not_after: Day | None = Field(default=None, description="Latest possible day; left out when open.")

    @model_validator(mode="after")
    def coherent(self) -> Self:
        """Stated days and inferred bounds exclude each other; an inference says what it is; order holds."""
        stated = self.precision is not DatePrecision.NOT_STATED
        if stated != (self.start is not None and self.end is not None) or (self.start is None) != (self.end is None):
            raise EntryError(
                "start", "give start and end, both or neither: both for precision day or range, neither for not_stated"
            )
        if stated and (self.not_before or self.not_after):
            raise EntryError("precision", "bounds belong to precision not_stated only; remove them")
        if (self.precision is DatePrecision.DAY) != (stated and self.start == self.end):
            raise EntryError("precision", "is day when start and end are the same day, and then only")
        if not stated and self.basis is not DateBasis.INFERRED:
            raise EntryError("basis", "bounds are always inferred: set basis to inferred")
        if self.basis is DateBasis.INFERRED and not self.note:
            raise EntryError("note", "say in note what was inferred and from what")
        for first, last in (("start", "end"), ("not_before", "not_after")):
            if (getattr(self, first) or "") > (getattr(self, last) or "9999"):
                raise EntryError(last, f"must not come before {first}; put the earlier day first")
        return self


class ParticipationEntry(StrictModel):
    """A party's part in the event."""

    party: PartyId = Field(description="The party.")
    role: Role = Field(description="Its part.")
    asserted_by: PartyId | None = Field(
        default=None, description="Who says so; left out when the article says it itself."
    )


class PersonalPartEntry(StrictModel):
    """A person's part in the event."""

    person: PersonId = Field(description="The person.")
    role: Role = Field(description="The person's part.")


class EventEntry(SourcedEntry):
    """Something that happened, dated or not."""

    type: EventType = Field(description="Kind of event.")
    subtype: EventSubtype | None = Field(default=None, description="Closer kind.")
    title: Text = Field(max_length=120, description="Title, in our words.")
    summary: Text = Field(description="What happened, in our words.")
    background: Flag = Field(description="True for what led up to the skirmishes.")
    sequence: WholeNumber = Field(description="Story order.")
    date: DateEntry = Field(description="When it happened.")
    places: Annotated[list[PlaceId], unique()] = Field(default=[], description="Where it happened.")
    parties: Annotated[list[ParticipationEntry], unique("party", "role", "asserted_by")] = Field(
        default=[], description="Who took which part."
    )
    people: Annotated[list[PersonalPartEntry], unique("person")] = Field(
        default=[], description="Which people took part."
    )
    responds_to: EventId | None = Field(default=None, description="The event it answers.")

    def register(self, context: SeedContext) -> None:
        context.include_days(self.date.start, self.date.end, self.date.not_before, self.date.not_after)

    def rows(self, context: SeedContext) -> Iterator[Row]:
        date = self.date
        yield row(
            Event,
            id=self.id,
            type=self.type,
            subtype=self.subtype,
            title=self.title,
            summary=self.summary,
            background=self.background,
            sequence=self.sequence,
            date_start=date.start,
            date_end=date.end,
            date_precision=date.precision,
            date_basis=date.basis,
            date_note=date.note,
            not_before=date.not_before,
            not_after=date.not_after,
            earliest=date.start or date.not_before or "",  # an open bound is closed when every day is known
            latest=date.end or date.not_after or "",
            responds_to_id=self.responds_to,
        )
        yield from self.participations(context)
        yield from self.locations(context)
        for part in self.people:
            yield row(EventPerson, event_id=self.id, person_id=part.person, role=part.role)
        yield from evidence_rows("event", self.id, self.evidence)

    def participations(self, context: SeedContext) -> Iterator[Row]:
        """Each party's part, and the same part once more for the state of a unit."""
        for part in self.parties:
            for party in ancestors(part.party, context.party_parents):
                yield row(
                    EventParty,
                    event_id=self.id,
                    party_id=party,
                    role=part.role,
                    asserted_by_id=part.asserted_by,
                    direct=party == part.party,
                )

    def locations(self, context: SeedContext) -> Iterator[Row]:
        """Each place, and each place around it once."""
        around = {
            place: position for position, id in enumerate(self.places) for place in ancestors(id, context.place_parents)
        }
        for place, position in around.items():
            yield row(EventPlace, event_id=self.id, place_id=place, position=position, direct=place in self.places)
