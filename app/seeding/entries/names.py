"""Spellings of names, inside the entries of parties, places and strikes."""

from collections.abc import Iterable, Iterator
from typing import Annotated

from app.models import Name
from app.queries.engine.folding import normalise
from app.schemas.names import NameForm
from app.seeding.entries.base import Entry, Row, SeedModel
from app.seeding.entries.origins import OURS, WORDS
from app.seeding.entries.values import Language, Script, Text
from app.vocabulary import NameKind, NameOrigin


class NameEntry(SeedModel):
    """Another spelling of a name."""

    public_model = NameForm

    name: Annotated[Text, WORDS]
    kind: Annotated[NameKind, OURS]
    language: Annotated[Language | None, OURS] = None
    script: Annotated[Script | None, OURS] = None
    origin: Annotated[NameOrigin, OURS]


def main_name(name: str) -> NameEntry:
    """The article's own spelling, as a name like the others."""
    return NameEntry(name=name, kind=NameKind.MAIN, language="en", script="Latn", origin=NameOrigin.ARTICLE)


def name_rows(entry: Entry, names: Iterable[NameEntry]) -> Iterator[Row]:
    """One row for each spelling, folded as search folds it."""
    for name in names:
        yield name.row(Name, record_kind=entry.record_kind, record_id=entry.id, folded=normalise(name.name))
