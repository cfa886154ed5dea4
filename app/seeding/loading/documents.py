"""Writes the documents of every record, and what search finds of them."""

from collections.abc import Iterator

from sqlalchemy import func, select, text
from sqlmodel import Session, SQLModel

from app.models import DOCUMENTS, TABLES, SearchEntry
from app.models.search import INDEX_REFRESH
from app.seeding.kinds import rendering_order
from app.seeding.loading.indexes import create_indexes
from app.seeding.loading.progress import Progress
from app.seeding.loading.rows import TableWriter
from app.seeding.loading.slices import Portion, Slice, render_slice
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind

SLICE = 1000  # records


def render_documents(session: Session, progress: Progress) -> None:
    """Render every record, create the indexes and bring the full-text index up to date."""
    connection = session.connection()
    search_table = SQLModel.metadata.tables[str(SearchEntry.__tablename__)]
    progress.show("creating indexes")
    create_indexes(connection, SQLModel.metadata.tables.keys() - {search_table.name})
    found = TableWriter(connection, search_table)
    lookup = ReferenceLookup(session)
    for kind in rendering_order():
        documents = TableWriter(connection, DOCUMENTS[kind.collection])
        for portion in render_all(session, lookup, kind):
            for row in portion.documents:
                documents.write(row)
            for row in portion.entries:
                found.write(row)
            documents.flush()  # a portion may hold much text
            progress.advance(f"rendering {kind.collection}", len(portion.documents))
    found.flush()
    progress.show("creating the search index")
    create_indexes(connection, [search_table.name])
    for statement in INDEX_REFRESH[connection.dialect.name]:
        session.execute(text(statement))


def render_all(session: Session, lookup: ReferenceLookup, kind: RecordKind) -> Iterator[Portion]:
    """Everything rendered of the records of a kind."""
    for part in slices(session, kind):
        yield from render_slice(part, lookup)


def slices(session: Session, kind: RecordKind) -> Iterator[Slice]:
    """The records of a kind, in the order of the seed, a thousand at a time."""
    records = session.execute(select(func.max(TABLES[kind].serial))).scalar() or 0
    for first in range(1, records + 1, SLICE):
        yield Slice(kind, first, min(first + SLICE - 1, records))
