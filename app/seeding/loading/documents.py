"""Writes the documents of every record, and what search finds of them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlmodel import Session, SQLModel

from app.database.sqlite import write_out
from app.models import DOCUMENTS, TABLES, SearchEntry
from app.models.search import INDEX_REFRESH
from app.seeding.kinds import rendering_order
from app.seeding.loading.indexes import create_indexes
from app.seeding.loading.processes import RenderingProcesses
from app.seeding.loading.progress import Progress
from app.seeding.loading.rows import TableWriter
from app.seeding.loading.slices import Portion, Slice, render_slice
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind

SLICE = 1000  # records
Render = Callable[[Iterable[Slice]], Iterator[Portion]]


def render_documents(session: Session, progress: Progress, processes: int) -> None:
    """Render every record, create the indexes and bring the full-text index up to date.

    With more than one process, all but this one render, and this one writes. Either way the file is the same.
    """
    connection = session.connection()
    search_table = SQLModel.metadata.tables[str(SearchEntry.__tablename__)]
    progress.show("creating indexes")
    create_indexes(connection, SQLModel.metadata.tables.keys() - {search_table.name})
    found = TableWriter(connection, search_table)
    with renderer(session, processes) as render:
        for kind in rendering_order():
            publish(connection)
            documents = TableWriter(connection, DOCUMENTS[kind.collection])
            for portion in render(slices(session, kind)):
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


@contextmanager
def renderer(session: Session, processes: int) -> Iterator[Render]:
    """What renders slices: this process, or so many others."""
    connection = session.connection()
    publish(connection)
    if processes > 1:
        with RenderingProcesses(Path(str(connection.engine.url.database)), processes) as others:
            yield others.render
    else:
        lookup = ReferenceLookup(session)
        yield lambda parts: (portion for part in parts for portion in render_slice(part, lookup))


def publish(connection: Connection) -> None:
    """Let other processes read what was written so far, such as the claims that events contain."""
    if connection.dialect.name == "sqlite":
        write_out(connection)


def slices(session: Session, kind: RecordKind) -> Iterator[Slice]:
    """The records of a kind, in the order of the seed, a thousand at a time."""
    records = session.execute(select(func.max(TABLES[kind].serial))).scalar() or 0
    for first in range(1, records + 1, SLICE):
        yield Slice(kind, first, min(first + SLICE - 1, records))
