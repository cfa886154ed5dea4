"""Seed entries of events.yaml."""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from app.models import Event, EventParty, EventPerson, EventPlace
from app.models.columns import UNKNOWN_DAY
from app.schemas.dates import EventDate
from app.schemas.events import EventPlaceRef, Participation, PersonalPart
from app.seeding.entries.base import EntryError, Row, SeedModel, SourcedEntry
from app.seeding.entries.context import SeedContext, ancestors
from app.seeding.entries.origins import DAY, NAME, OURS, name_unless
from app.seeding.entries.values import Day, EventId, Flag, PartyId, PersonId, PlaceId, Slug, Text, WholeNumber, unique
from app.vocabulary import BoundBasis, DateBasis, DatePrecision, EventSubtype, EventType, PlaceRole, RecordKind, Role


class DateEntry(SeedModel):
    """When something happened, and how that is known."""

    public_model = EventDate

    start: Annotated[Day | None, DAY] = None
    end: Annotated[Day | None, DAY] = None
    precision: Annotated[DatePrecision, OURS]
    basis: Annotated[DateBasis, OURS]
    note: Annotated[Text | None, OURS] = Field(
        default=None, description="What was inferred, and from what; needed when basis is inferred."
    )
    not_before: Annotated[Day | None, OURS] = None
    not_after: Annotated[Day | None, OURS] = None
    not_after_basis: Annotated[BoundBasis | None, OURS] = None

    @model_validator(mode="after")
    def check_days(self) -> Self:
        """A date has stated days or inferred bounds, not both; an inference is explained; days are in order."""
        stated = self.precision is not DatePrecision.NOT_STATED
        if stated != (self.start is not None and self.end is not None) or (self.start is None) != (self.end is None):
            raise EntryError(
                "start", "give start and end, both or neither: both for precision day or range, neither for not_stated"
            )
        if stated and (self.not_before or self.not_after):
            raise EntryError("precision", "bounds belong to precision not_stated only; remove them")
        if (self.precision is DatePrecision.DAY) != (stated and self.start == self.end):
            raise EntryError("precision", "is day when start and end are the same day, and then only")
        if self.not_after_basis and self.not_after is None:
            raise EntryError("not_after_basis", "belongs to not_after; give that day or remove the basis")
        if not stated and self.basis is not DateBasis.INFERRED:
            raise EntryError("basis", "bounds are always inferred: set basis to inferred")
        if self.basis is DateBasis.INFERRED and not self.note:
            raise EntryError("note", "say in note what was inferred and from what")
        for first, last in (("start", "end"), ("not_before", "not_after")):
            if (getattr(self, first) or "") > (getattr(self, last) or "9999"):
                raise EntryError(last, f"must not come before {first}; put the earlier day first")
        return self

    @property
    def latest(self) -> str | None:
        """The last possible day as far as the event itself is concerned; null if it is open."""
        return self.end or (None if self.not_after_basis else self.not_after)


class PlaceEntry(SeedModel):
    """A place of the event. The place's id alone means that it happened there."""

    public_model = EventPlaceRef

    place: Annotated[PlaceId, name_unless("inferred")] = Field(description="Id of the place.")
    role: Annotated[PlaceRole, OURS] = PlaceRole.LOCATION
    inferred: Annotated[Flag, OURS] = False


PlaceInput = Annotated[
    PlaceEntry,
    BeforeValidator(
        lambda value: {"place": value} if isinstance(value, str) else value,
        json_schema_input_type=Slug | PlaceEntry,
    ),
]


class ParticipationEntry(SeedModel):
    """A party's part in the event."""

    public_model = Participation

    party: Annotated[PartyId, NAME]
    role: Annotated[Role, OURS]
    asserted_by: Annotated[PartyId | None, NAME] = None


class PersonalPartEntry(SeedModel):
    """A person's part in the event."""

    public_model = PersonalPart

    person: Annotated[PersonId, NAME]
    role: Annotated[Role, OURS]


class EventEntry(SourcedEntry):
    """Something that happened, dated or not."""

    record_kind = RecordKind.EVENT

    type: Annotated[EventType, OURS]
    subtype: Annotated[EventSubtype | None, OURS] = None
    title: Annotated[Text, OURS] = Field(max_length=120)
    summary: Annotated[Text, OURS]
    caveat: Annotated[Text | None, OURS] = None
    background: Annotated[Flag, OURS]
    sequence: Annotated[WholeNumber, OURS]
    date: DateEntry
    places: Annotated[list[PlaceInput], unique("place")] = Field(default=[])
    parties: Annotated[list[ParticipationEntry], unique("party", "role", "asserted_by")] = Field(default=[])
    people: Annotated[list[PersonalPartEntry], unique("person")] = Field(default=[])
    responds_to: Annotated[EventId | None, OURS] = None

    def register(self, context: SeedContext) -> None:
        context.include_days(self.date.start, self.date.end)

    def rows(self, context: SeedContext) -> Iterator[Row]:
        date = self.date
        yield self.row(
            Event,
            # An open bound is filled with the first or last day of the record, once they are known.
            earliest=date.start or date.not_before or UNKNOWN_DAY,
            latest=date.latest or UNKNOWN_DAY,
        )
        yield from self.party_rows(context)
        yield from self.place_rows(context)
        for part in self.people:
            yield part.row(EventPerson, event_id=self.id)
        yield from self.evidence_rows()

    def party_rows(self, context: SeedContext) -> Iterator[Row]:
        """Each party's part, and the same part again for the state of a unit."""
        for part in self.parties:
            for party in ancestors(part.party, context.party_parents):
                yield part.row(EventParty, event_id=self.id, party_id=party, direct=party == part.party)

    def place_rows(self, context: SeedContext) -> Iterator[Row]:
        """Each place, and each place that contains it, once."""
        own = {entry.place: entry for entry in self.places}
        rows: dict[str, dict[str, Any]] = {}
        for position, entry in enumerate(self.places):
            for place in ancestors(entry.place, context.place_parents):
                values = {"role": own.get(place, entry).role, "inferred": own.get(place, entry).inferred}
                rows[place] = {"place_id": place, "position": position, "direct": place in own, **values}
        for values in rows.values():
            yield Row(EventPlace, {"event_id": self.id, **values})
