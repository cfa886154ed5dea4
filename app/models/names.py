"""Every spelling of every named record, in every script: what /resolve looks up."""

from sqlmodel import Field, SQLModel

from app.models.columns import SLUG_LENGTH, word
from app.vocabulary import NameKind, NameOrigin, RecordKind


class Name(SQLModel, table=True):
    """One spelling. `folded` is the spelling as the search folds it."""

    __tablename__ = "names"

    number: int | None = Field(default=None, primary_key=True)
    record_kind: RecordKind = word(RecordKind, name="record_kind")
    record_id: str = Field(index=True, max_length=SLUG_LENGTH)
    name: str
    kind: NameKind = word(NameKind, name="name_kind")
    language: str | None = Field(default=None, max_length=12)
    script: str | None = Field(default=None, max_length=4)
    origin: NameOrigin = word(NameOrigin, name="name_origin")
    folded: str = Field(index=True)
