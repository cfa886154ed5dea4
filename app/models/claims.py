"""Claims: who says what about an event."""

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from app.models.columns import Dated, Sourced, reference, word
from app.vocabulary import ClaimType, DatePrecision, Measure, VictimClass


class Claim(Sourced, Dated, table=True):
    """Something that somebody says. Figures are never added up; null means that no figure is given."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("low <= best AND best <= high", name="figures_in_order"),
        Index("ix_claims_date", "earliest", "sequence", "id"),
        Index("ix_claims_figures", "event_id", "measure", "part_of_id", "low", "high"),
    )

    type: ClaimType = word(ClaimType, name="claim_type", index=True)
    event_id: str | None = reference("events.id", null=True)
    strike_id: str | None = reference("strikes.id", null=True)
    claimant_id: str | None = reference("parties.id", null=True)
    speaker: str | None = Field(default=None, index=True)
    statement: str
    measure: Measure | None = word(Measure, name="measure", null=True)
    victim_class: VictimClass | None = word(VictimClass, name="victim_class", null=True)
    low: int | None = None
    best: int | None = None
    high: int | None = None
    part_of_id: str | None = reference("claims.id", null=True)
    date_precision: DatePrecision = word(DatePrecision, name="date_precision")
