"""Strikes: the events in which a state attacked targets."""

from app.models.columns import (
    UNKNOWN_COUNT,
    Dated,
    Sourced,
    Table,
    column_index,
    date_index,
    enum_column,
    foreign_key,
    sequence_index,
)
from app.vocabulary import DatePrecision, StrikeMeans


class Strike(Sourced, Dated, table=True):
    """A strike; its id is its event's id. The date columns and flags are its event's, copied at load."""

    __tablename__ = "strikes"
    __table_args__ = (
        column_index("strikes", "sequence", "id"),
        date_index("strikes"),
        date_index("strikes", "attacker_id"),
        date_index("strikes", "date_precision"),
        date_index("strikes", "background"),
        date_index("strikes", "contested"),
        date_index("strikes", "responds_to_id", null=True),
        sequence_index("strikes", "attacker_id"),
        sequence_index("strikes", "date_precision"),
        sequence_index("strikes", "background"),
        sequence_index("strikes", "contested"),
        sequence_index("strikes", "responds_to_id", null=True),
        column_index("strikes", "sources_count", "id"),
    )

    attacker_id: str = foreign_key("parties.id")
    unit_id: str | None = foreign_key("parties.id", null=True)
    unit_inferred: bool = False
    target_count: int | None = None
    operation_name: str | None = None
    operation_native: str | None = None
    operation_language: str | None = None
    operation_script: str | None = None
    operation_meaning: str | None = None
    background: bool = False
    date_precision: DatePrecision = enum_column(DatePrecision, name="date_precision")
    responds_to_id: str | None = foreign_key("events.id", null=True)
    contested: bool = False
    claims_count: int = UNKNOWN_COUNT


class StrikeTarget(Table, table=True):
    """A target of a strike, and the party that says so; null if the article states it itself."""

    __tablename__ = "strike_targets"
    __table_args__ = (column_index("strike_targets", "party_id", "strike_id"),)

    strike_id: str = foreign_key("strikes.id", key=True)
    party_id: str = foreign_key("parties.id", key=True)
    position: int
    asserted_by_id: str | None = foreign_key("parties.id", null=True)


class StrikeWeapon(Table, table=True):
    """The exact wording that one passage uses for a strike."""

    __tablename__ = "strike_weapons"
    __table_args__ = (column_index("strike_weapons", "wording", "strike_id"),)

    strike_id: str = foreign_key("strikes.id", key=True)
    passage_id: str = foreign_key("passages.id", key=True)
    position: int
    wording: str
    means: StrikeMeans = enum_column(StrikeMeans, name="means")
