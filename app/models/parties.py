"""Parties: states, armed groups and military units."""

from sqlalchemy import JSON
from sqlmodel import Field

from app.models.columns import Sourced, Table, column_index, enum_column, foreign_key
from app.vocabulary import PartyKind, StatedIn


class Party(Sourced, table=True):
    """A state, an armed group or a military unit."""

    __tablename__ = "parties"
    __table_args__ = (
        column_index("parties", "name", "id"),
        column_index("parties", "kind", "id"),
        column_index("parties", "sources_count"),
    )

    name: str
    kind: PartyKind = enum_column(PartyKind, name="party_kind")
    parent_id: str | None = foreign_key("parties.id", null=True)
    involved_in: list[str] = Field(default_factory=list, sa_type=JSON)


class PartyDescription(Table, table=True):
    """The words by which one passage describes a party."""

    __tablename__ = "party_descriptions"

    party_id: str = foreign_key("parties.id", key=True)
    position: int = Field(primary_key=True)
    wording: str
    passage_id: str = foreign_key("passages.id")
    stated_in: StatedIn = enum_column(StatedIn, name="described_in")
    of_members: bool
    context: str | None = None


class PartyAlignment(Table, table=True):
    """Which side a party is said to be on, and by whom."""

    __tablename__ = "party_alignments"

    party_id: str = foreign_key("parties.id", key=True)
    with_id: str = foreign_key("parties.id", key=True)
    asserted_by_id: str | None = foreign_key("parties.id", null=True)
