"""Evidence: which passage supports which record, and what follows from it."""

from sqlmodel import Field, SQLModel

from app.models.columns import KEYED, SLUG_LENGTH, exactly_one, ordered, reference, word
from app.vocabulary import RecordKind

SUPPORTED = ("source", "place", "party", "person", "event", "strike", "claim", "discrepancy")


class Evidence(SQLModel, table=True):
    """A passage supports one record: all of it, or the public field named by `aspect`."""

    __tablename__ = "evidence"
    __table_args__ = (
        exactly_one(*(f"{kind}_id" for kind in SUPPORTED)),
        ordered("evidence", "passage_id"),
        *(ordered("evidence", f"{kind}_id", "passage_id", null=True) for kind in SUPPORTED),
    )

    number: int | None = Field(default=None, primary_key=True)
    passage_id: str = reference("passages.id")
    source_id: str | None = reference("sources.id", null=True)
    place_id: str | None = reference("places.id", null=True)
    party_id: str | None = reference("parties.id", null=True)
    person_id: str | None = reference("people.id", null=True)
    event_id: str | None = reference("events.id", null=True)
    strike_id: str | None = reference("strikes.id", null=True)
    claim_id: str | None = reference("claims.id", null=True)
    discrepancy_id: str | None = reference("discrepancies.id", null=True)
    aspect: str | None = None


class Citation(SQLModel, table=True):
    """Derived: a record's passages cite a reference."""

    __tablename__ = "citations"
    __table_args__ = (ordered("citations", "source_id", "record_kind", "record_id"), KEYED)

    record_kind: RecordKind = Field(primary_key=True, sa_type=word(RecordKind, name="record_kind").sa_type)
    record_id: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    source_id: str = reference("sources.id", key=True)
