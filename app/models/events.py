"""Events, with their parties, places and people."""

from sqlmodel import Field

from app.models.columns import (
    UNKNOWN_COUNT,
    WITHOUT_ROWID,
    Dated,
    Sourced,
    Table,
    column_index,
    date_index,
    enum_column,
    foreign_key,
    sequence_index,
)
from app.vocabulary import BoundBasis, DateBasis, DatePrecision, EventSubtype, EventType, PlaceRole, Role


class Event(Sourced, Dated, table=True):
    """Something that happened, dated or not."""

    __tablename__ = "events"
    __table_args__ = (
        date_index("events"),
        date_index("events", "type"),
        date_index("events", "subtype", null=True),
        date_index("events", "date_precision"),
        date_index("events", "background"),
        date_index("events", "contested"),
        date_index("events", "responds_to_id", null=True),
        sequence_index("events", "type"),
        sequence_index("events", "subtype", null=True),
        sequence_index("events", "date_precision"),
        sequence_index("events", "background"),
        sequence_index("events", "contested"),
        sequence_index("events", "responds_to_id", null=True),
        column_index("events", "sequence", "id"),
        column_index("events", "title", "id"),
        column_index("events", "type", "id"),
        column_index("events", "sources_count", "id"),
    )

    type: EventType = enum_column(EventType, name="event_type")
    subtype: EventSubtype | None = enum_column(EventSubtype, name="event_subtype", null=True)
    title: str
    summary: str
    caveat: str | None = None
    background: bool
    date_start: str | None = Field(default=None, max_length=10)
    date_end: str | None = Field(default=None, max_length=10)
    date_precision: DatePrecision = enum_column(DatePrecision, name="date_precision")
    date_basis: DateBasis = enum_column(DateBasis, name="date_basis")
    date_note: str | None = None
    not_before: str | None = Field(default=None, max_length=10)
    not_after: str | None = Field(default=None, max_length=10)
    not_after_basis: BoundBasis | None = enum_column(BoundBasis, name="not_after_basis", null=True)
    responds_to_id: str | None = foreign_key("events.id", null=True)
    contested: bool = Field(default=False, description="Derived at load.")
    claims_count: int = Field(default=UNKNOWN_COUNT, description="Derived at load.")


class EventParty(Table, table=True):
    """A party's role in an event. A unit has a second row (`direct` false) for its state, so filters find both."""

    __tablename__ = "event_parties"
    __table_args__ = (  # each covers all columns that a query reads
        column_index("event_parties", "event_id", "party_id", "role", "asserted_by_id"),
        column_index("event_parties", "party_id", "event_id", "role", "asserted_by_id"),
        column_index("event_parties", "role", "event_id", "asserted_by_id"),
        column_index("event_parties", "asserted_by_id", "event_id", null=True),
    )

    number: int | None = Field(default=None, primary_key=True)
    event_id: str = foreign_key("events.id")
    party_id: str = foreign_key("parties.id")
    role: Role = enum_column(Role, name="role")
    asserted_by_id: str | None = foreign_key("parties.id", null=True)
    direct: bool = True


class EventPlace(Table, table=True):
    """A place of an event. A place inside another has a second row (`direct` false) for the outer one."""

    __tablename__ = "event_places"
    __table_args__ = (column_index("event_places", "place_id", "event_id", "direct"), WITHOUT_ROWID)

    event_id: str = foreign_key("events.id", key=True)
    place_id: str = foreign_key("places.id", key=True)
    position: int
    direct: bool = True
    role: PlaceRole = enum_column(PlaceRole, name="place_role")
    inferred: bool = False


class EventPerson(Table, table=True):
    """A person's role in an event."""

    __tablename__ = "event_people"
    __table_args__ = (column_index("event_people", "person_id", "event_id"), WITHOUT_ROWID)

    event_id: str = foreign_key("events.id", key=True)
    person_id: str = foreign_key("people.id", key=True)
    role: Role = enum_column(Role, name="role")
