"""Strikes: the events in which one state fired on targets."""

from sqlalchemy import Index
from sqlmodel import SQLModel

from app.models.columns import Dated, Sourced, by_date, ordered, reference, word
from app.vocabulary import DatePrecision


class Strike(Sourced, Dated, table=True):
    """A strike; its id is its event's id. The date columns and flags are its event's, copied at load."""

    __tablename__ = "strikes"
    __table_args__ = (
        Index("ix_strikes_date", "earliest", "sequence", "id", "latest"),
        by_date("strikes", "attacker_id"),
        by_date("strikes", "date_precision"),
        by_date("strikes", "background"),
        by_date("strikes", "contested"),
        by_date("strikes", "responds_to_id", null=True),
        ordered("strikes", "sources_count", "id"),
    )

    attacker_id: str = reference("parties.id")
    unit_id: str | None = reference("parties.id", null=True)
    unit_inferred: bool = False
    target_count: int | None = None
    operation_name: str | None = None
    operation_native: str | None = None
    operation_language: str | None = None
    operation_script: str | None = None
    operation_meaning: str | None = None
    background: bool = False
    date_precision: DatePrecision = word(DatePrecision, name="date_precision")
    responds_to_id: str | None = reference("events.id", null=True)
    contested: bool = False
    claims_count: int = 0


class StrikeTarget(SQLModel, table=True):
    """Whom a strike was aimed at, and who says so (null: the article says it in its own voice)."""

    __tablename__ = "strike_targets"
    __table_args__ = (ordered("strike_targets", "party_id", "strike_id"),)

    strike_id: str = reference("strikes.id", key=True)
    party_id: str = reference("parties.id", key=True)
    position: int
    asserted_by_id: str | None = reference("parties.id", null=True)


class StrikeWeapon(SQLModel, table=True):
    """One wording for the means of a strike, as one passage has it."""

    __tablename__ = "strike_weapons"
    __table_args__ = (ordered("strike_weapons", "wording", "strike_id"),)

    strike_id: str = reference("strikes.id", key=True)
    passage_id: str = reference("passages.id", key=True)
    position: int
    wording: str
