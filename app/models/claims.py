"""Claims: who says what about an event."""

from sqlalchemy import CheckConstraint, Index

from app.models.columns import Dated, Sourced, by_date, only, ordered, reference, word
from app.vocabulary import ClaimType, DatePrecision, Measure, VictimClass


def of_whole_claims(figure: str) -> Index:
    """An index for a bound on figures: of claims that no other includes, as every such question asks."""
    whole = only(f"part_of_id IS NULL AND {figure} IS NOT NULL")
    return Index(f"ix_claims_{figure}", "measure", figure, "event_id", "claimant_id", **whole)


class Claim(Sourced, Dated, table=True):
    """Something that somebody says. Figures are never added up; null means that no figure is given."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("low <= best AND best <= high", name="figures_in_order"),
        Index("ix_claims_date", "earliest", "sequence", "id", "latest"),
        by_date("claims", "type"),
        by_date("claims", "date_precision"),
        by_date("claims", "claimant_id", null=True),
        by_date("claims", "speaker", null=True),
        by_date("claims", "measure", null=True),
        by_date("claims", "victim_class", null=True),
        ordered("claims", "type", "id"),
        ordered("claims", "sources_count", "id"),
        ordered("claims", "strike_id", null=True),
        ordered("claims", "event_id", "measure", "part_of_id", "low", "high", "claimant_id"),
        of_whole_claims("low"),
        of_whole_claims("high"),
    )

    type: ClaimType = word(ClaimType, name="claim_type")
    event_id: str | None = reference("events.id", null=True)
    strike_id: str | None = reference("strikes.id", null=True)
    claimant_id: str | None = reference("parties.id", null=True)
    speaker: str | None = None
    statement: str
    measure: Measure | None = word(Measure, name="measure", null=True)
    victim_class: VictimClass | None = word(VictimClass, name="victim_class", null=True)
    low: int | None = None
    best: int | None = None
    high: int | None = None
    part_of_id: str | None = reference("claims.id", null=True)
    date_precision: DatePrecision = word(DatePrecision, name="date_precision")
