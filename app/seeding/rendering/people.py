"""People, rendered."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.schemas.people import PersonFull
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind


def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
    """The documents of people."""
    provenance = Provenance(RecordKind.PERSON, rows, lookup)
    for row in rows:
        person = lookup.build(PersonFull, row, **provenance.fields(row.id))
        yield Rendered(person, title=row.name, body=row.office or "")
