"""Evidence: which passage supports which record, and which references that record therefore cites."""

from sqlmodel import Field

from app.models.columns import SLUG_LENGTH, WITHOUT_ROWID, Table, column_index, enum_column, exactly_one, foreign_key
from app.vocabulary import RecordKind

EVIDENCE_KINDS = (  # the kinds of record that passages support; each has a column of Evidence
    RecordKind.SOURCE,
    RecordKind.PLACE,
    RecordKind.PARTY,
    RecordKind.PERSON,
    RecordKind.EVENT,
    RecordKind.STRIKE,
    RecordKind.CLAIM,
    RecordKind.DISCREPANCY,
)


class Evidence(Table, table=True):
    """A passage that supports one record: all of it, or the public field named by `aspect`."""

    __tablename__ = "evidence"
    __table_args__ = (
        exactly_one(*(f"{kind}_id" for kind in EVIDENCE_KINDS)),
        column_index("evidence", "passage_id"),
        *(column_index("evidence", f"{kind}_id", "passage_id", null=True) for kind in EVIDENCE_KINDS),
    )

    number: int | None = Field(default=None, primary_key=True)
    passage_id: str = foreign_key("passages.id")
    source_id: str | None = foreign_key("sources.id", null=True)
    place_id: str | None = foreign_key("places.id", null=True)
    party_id: str | None = foreign_key("parties.id", null=True)
    person_id: str | None = foreign_key("people.id", null=True)
    event_id: str | None = foreign_key("events.id", null=True)
    strike_id: str | None = foreign_key("strikes.id", null=True)
    claim_id: str | None = foreign_key("claims.id", null=True)
    discrepancy_id: str | None = foreign_key("discrepancies.id", null=True)
    aspect: str | None = None


class RecordSource(Table, table=True):
    """A reference that a record's passages cite; derived when the dataset is loaded."""

    __tablename__ = "citations"
    __table_args__ = (column_index("citations", "source_id", "record_kind", "record_id"), WITHOUT_ROWID)

    record_kind: RecordKind = Field(primary_key=True, sa_type=enum_column(RecordKind, name="record_kind").sa_type)
    record_id: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    source_id: str = foreign_key("sources.id", key=True)
