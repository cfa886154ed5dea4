"""Spellings, inside the entries of parties and places."""

from collections.abc import Iterator

from pydantic import Field

from app.models import Name
from app.queries.engine.folding import normalise
from app.seeding.entries.base import Language, Row, Script, StrictModel, Text, row
from app.vocabulary import NameKind, NameOrigin, RecordKind


class NameEntry(StrictModel):
    """Another spelling of a name."""

    name: Text = Field(description="The spelling.")
    kind: NameKind = Field(description="What kind of name it is.")
    language: Language | None = Field(default=None, description="BCP 47 language tag.")
    script: Script | None = Field(default=None, description="ISO 15924 script.")
    origin: NameOrigin = Field(description="From the article, or added for search only.")


def main(name: str) -> NameEntry:
    """The article's own spelling, as a name like the others."""
    return NameEntry(name=name, kind=NameKind.MAIN, language="en", script="Latn", origin=NameOrigin.ARTICLE)


def name_rows(kind: RecordKind, id: str, names: list[NameEntry]) -> Iterator[Row]:
    """One row for each spelling, folded as searches are."""
    for name in names:
        yield row(Name, record_kind=kind, record_id=id, folded=normalise(name.name), **name.model_dump())
