"""Renders slices of the records of a kind into rows that only need to be inserted."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session

from app import urls
from app.models import TABLES
from app.models.packing import Packer
from app.queries.engine.folding import normalise
from app.records import RECORDS
from app.schemas.lookups import SearchHit
from app.seeding.kinds import KINDS
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import RecordKind

SNIPPET_CHARACTERS = 200
PORTION_CHARACTERS = 1_000_000  # a passage may support thousands of records; a slice of such would fill the memory


class Slice(NamedTuple):
    """Records of a kind, from the first to the last of these serials."""

    kind: RecordKind
    first: int
    last: int


class Portion(NamedTuple):
    """Rows of records rendered: of documents, and of search entries."""

    documents: list[Sequence[Any]]
    entries: list[Sequence[Any]]


def number_of_records(session: Session, kind: RecordKind) -> int:
    """The number of records of a kind."""
    return session.execute(select(func.max(TABLES[kind].serial))).scalar() or 0


def render_slice(part: Slice, lookup: ReferenceLookup) -> Iterator[Portion]:
    """Render the records of a slice, in portions that do not hold too much text."""
    kind, table = part.kind, TABLES[part.kind].__table__  # type: ignore[attr-defined]
    brief_fields = set(RECORDS[kind].brief.model_fields)
    query = select(table).where(table.c.serial.between(part.first, part.last)).order_by(table.c.serial)
    rows = list(lookup.rows(query))
    portion, characters = Portion([], []), 0
    for row, rendered in zip(rows, KINDS[kind].render(rows, lookup), strict=True):
        brief, full = rendered.document.model_dump_json(include=brief_fields), rendered.full()
        portion.documents.append((row.serial, brief, full))
        if rendered.title is not None:
            portion.entries.append(search_entry(kind, rendered))
        characters += len(full)
        if characters > PORTION_CHARACTERS:
            yield portion
            portion, characters = Portion([], []), 0
    yield portion


def packed(portion: Portion, packer: Packer) -> Portion:
    """A portion with its documents as they are stored."""
    return Portion([packer.row(*row) for row in portion.documents], portion.entries)


def search_entry(kind: RecordKind, item: Rendered) -> Sequence[Any]:
    """The row of the search index for a record: its texts, normalised, and the search result, ready to serve.

    The values are in the order of the columns of SearchEntry.
    """
    id, title = item.document.id, item.title or ""
    hit = SearchHit(kind=kind, id=id, title=title, href=urls.record(kind, id), snippet=snippet(item.body) or None)
    words = normalise(" ".join([title, *item.aliases]))
    return kind.value, id, f"{kind}/{id}", item.earliest, words, normalise(item.body), hit.model_dump_json()


def snippet(body: str) -> str:
    """The beginning of a text, cut between two words."""
    return body if len(body) <= SNIPPET_CHARACTERS else body[:SNIPPET_CHARACTERS].rsplit(" ", 1)[0] + " …"
