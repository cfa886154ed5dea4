"""Events, and who took part in them where."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.columns import KEYED, Dated, Sourced, reference, word
from app.vocabulary import DateBasis, DatePrecision, EventSubtype, EventType, Role


class Event(Sourced, Dated, table=True):
    """Something that happened, dated or not."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_date", "earliest", "sequence", "id", "latest"),
        Index("ix_events_type_date", "type", "earliest", "sequence", "id", "latest"),
    )

    type: EventType = word(EventType, name="event_type")
    subtype: EventSubtype | None = word(EventSubtype, name="event_subtype", null=True)
    title: str = Field(index=True)
    summary: str
    background: bool = Field(index=True)
    date_start: str | None = Field(default=None, max_length=10)
    date_end: str | None = Field(default=None, max_length=10)
    date_precision: DatePrecision = word(DatePrecision, name="date_precision")
    date_basis: DateBasis = word(DateBasis, name="date_basis")
    date_note: str | None = None
    not_before: str | None = Field(default=None, max_length=10)
    not_after: str | None = Field(default=None, max_length=10)
    responds_to_id: str | None = reference("events.id", null=True)
    contested: bool = Field(default=False, description="Derived at load.")
    claims_count: int = Field(default=0, description="Derived at load.")


class EventParty(SQLModel, table=True):
    """A participation. For a unit, a second row (`direct` false) lets its state answer for it too."""

    __tablename__ = "event_parties"

    number: int | None = Field(default=None, primary_key=True)
    event_id: str = reference("events.id")
    party_id: str = reference("parties.id")
    role: Role = word(Role, name="role")
    asserted_by_id: str | None = reference("parties.id", null=True)
    direct: bool = True


class EventPlace(SQLModel, table=True):
    """Where it happened. A place inside another has a second row (`direct` false) for the outer one."""

    __tablename__ = "event_places"
    __table_args__ = KEYED

    event_id: str = reference("events.id", key=True)
    place_id: str = reference("places.id", key=True)
    position: int
    direct: bool = True


class EventPerson(SQLModel, table=True):
    """Who took part as a person."""

    __tablename__ = "event_people"
    __table_args__ = KEYED

    event_id: str = reference("events.id", key=True)
    person_id: str = reference("people.id", key=True)
    role: Role = word(Role, name="role")
