"""Names of records, in every spelling and script, for /resolve."""

from sqlmodel import Field

from app.models.columns import SLUG_LENGTH, Table, enum_column
from app.vocabulary import NameKind, NameOrigin, RecordKind


class Name(Table, table=True):
    """One spelling. `folded` is the spelling normalised for search (see queries/engine/folding.py)."""

    __tablename__ = "names"

    number: int | None = Field(default=None, primary_key=True)
    record_kind: RecordKind = enum_column(RecordKind, name="record_kind")
    record_id: str = Field(index=True, max_length=SLUG_LENGTH)
    name: str
    kind: NameKind = enum_column(NameKind, name="name_kind")
    language: str | None = Field(default=None, max_length=12)
    script: str | None = Field(default=None, max_length=4)
    origin: NameOrigin = enum_column(NameOrigin, name="name_origin")
    folded: str = Field(index=True)
