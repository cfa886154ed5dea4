"""Claims: who says what about an event."""

from sqlalchemy import CheckConstraint, Index

from app.models.columns import Dated, Sourced, column_index, date_index, enum_column, foreign_key, partial
from app.vocabulary import ClaimType, DatePrecision, Measure, StatedIn, VictimClass


def whole_claims_index(figure: str) -> Index:
    """An index for filters on figures, which look only at whole claims: those that no other claim includes."""
    whole = partial(f"part_of_id IS NULL AND {figure} IS NOT NULL")
    return Index(f"ix_claims_{figure}", "measure", figure, "event_id", "claimant_id", **whole)


class Claim(Sourced, Dated, table=True):
    """Something that someone says. Figures are never added up; null means that no figure is given."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("low <= best AND best <= high", name="figures_in_order"),
        date_index("claims"),
        date_index("claims", "type"),
        date_index("claims", "date_precision"),
        date_index("claims", "claimant_id", null=True),
        date_index("claims", "speaker", null=True),
        date_index("claims", "measure", null=True),
        date_index("claims", "victim_class", null=True),
        column_index("claims", "type", "id"),
        column_index("claims", "sources_count", "id"),
        column_index("claims", "strike_id", null=True),
        column_index("claims", "event_id", "measure", "part_of_id", "low", "high", "claimant_id"),
        whole_claims_index("low"),
        whole_claims_index("high"),
    )

    type: ClaimType = enum_column(ClaimType, name="claim_type")
    event_id: str | None = foreign_key("events.id", null=True)
    strike_id: str | None = foreign_key("strikes.id", null=True)
    claimant_id: str | None = foreign_key("parties.id", null=True)
    speaker: str | None = None
    statement: str
    stated_in: StatedIn = enum_column(StatedIn, name="stated_in")
    made_in_id: str | None = foreign_key("events.id", null=True)
    measure: Measure | None = enum_column(Measure, name="measure", null=True)
    victim_class: VictimClass | None = enum_column(VictimClass, name="victim_class", null=True)
    low: int | None = None
    best: int | None = None
    high: int | None = None
    part_of_id: str | None = foreign_key("claims.id", null=True)
    date_precision: DatePrecision = enum_column(DatePrecision, name="date_precision")
