"""Events, and who took part in them where."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.models.columns import KEYED, Dated, Sourced, by_date, ordered, reference, word
from app.vocabulary import DateBasis, DatePrecision, EventSubtype, EventType, Role


class Event(Sourced, Dated, table=True):
    """Something that happened, dated or not."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_date", "earliest", "sequence", "id", "latest"),
        by_date("events", "type"),
        by_date("events", "subtype", null=True),
        by_date("events", "date_precision"),
        by_date("events", "background"),
        by_date("events", "contested"),
        by_date("events", "responds_to_id", null=True),
        ordered("events", "sequence", "id"),
        ordered("events", "title", "id"),
        ordered("events", "type", "id"),
        ordered("events", "sources_count", "id"),
    )

    type: EventType = word(EventType, name="event_type")
    subtype: EventSubtype | None = word(EventSubtype, name="event_subtype", null=True)
    title: str
    summary: str
    background: bool
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
    __table_args__ = (  # each holds all that a question asks of a row
        ordered("event_parties", "event_id", "party_id", "role", "asserted_by_id"),
        ordered("event_parties", "party_id", "event_id", "role", "asserted_by_id"),
        ordered("event_parties", "role", "event_id", "asserted_by_id"),
        ordered("event_parties", "asserted_by_id", "event_id", null=True),
    )

    number: int | None = Field(default=None, primary_key=True)
    event_id: str = reference("events.id")
    party_id: str = reference("parties.id")
    role: Role = word(Role, name="role")
    asserted_by_id: str | None = reference("parties.id", null=True)
    direct: bool = True


class EventPlace(SQLModel, table=True):
    """Where it happened. A place inside another has a second row (`direct` false) for the outer one."""

    __tablename__ = "event_places"
    __table_args__ = (ordered("event_places", "place_id", "event_id", "direct"), KEYED)

    event_id: str = reference("events.id", key=True)
    place_id: str = reference("places.id", key=True)
    position: int
    direct: bool = True


class EventPerson(SQLModel, table=True):
    """Who took part as a person."""

    __tablename__ = "event_people"
    __table_args__ = (ordered("event_people", "person_id", "event_id"), KEYED)

    event_id: str = reference("events.id", key=True)
    person_id: str = reference("people.id", key=True)
    role: Role = word(Role, name="role")
