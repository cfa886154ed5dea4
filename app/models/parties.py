"""Parties: states, armed groups and military units."""

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from app.models.columns import Sourced, ordered, reference, word
from app.vocabulary import PartyKind


class Party(Sourced, table=True):
    """A state, an armed group or a military unit."""

    __tablename__ = "parties"
    __table_args__ = (
        ordered("parties", "name", "id"),
        ordered("parties", "kind", "id"),
        ordered("parties", "sources_count"),
    )

    name: str
    kind: PartyKind = word(PartyKind, name="party_kind")
    parent_id: str | None = reference("parties.id", null=True)
    involved_in: list[str] = Field(default_factory=list, sa_type=JSON)


class PartyAlignment(SQLModel, table=True):
    """On whose side a party stands, and who says so."""

    __tablename__ = "party_alignments"

    party_id: str = reference("parties.id", key=True)
    with_id: str = reference("parties.id", key=True)
    asserted_by_id: str | None = reference("parties.id", null=True)
