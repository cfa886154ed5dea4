"""The renderer of records whose document has nothing but what their row and their provenance hold."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.records import RECORDS
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.provenance import Provenance
from app.seeding.rendering.rendered import Rendered, Renderer
from app.vocabulary import RecordKind


def plain_renderer(kind: RecordKind, *, title: str, body: str) -> Renderer:
    """A renderer of a kind of record. `title` and `body` are the columns that a search looks into."""

    def render(rows: Sequence[Any], lookup: ReferenceLookup) -> Iterator[Rendered]:
        provenance = Provenance(kind, rows, lookup)
        for row in rows:
            document = lookup.build(RECORDS[kind].full, row, **provenance.fields(row.id))
            yield Rendered(document, title=getattr(row, title), body=getattr(row, body) or "")

    return render
