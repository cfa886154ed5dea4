"""Writes the documents of every record, and what search finds of them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlmodel import Session, SQLModel

from app.database.sqlite import write_out
from app.models import DOCUMENTS, SearchEntry
from app.models.packing import Packer, make_dictionary
from app.models.search import INDEX_REFRESH
from app.seeding.kinds import rendering_order
from app.seeding.loading.indexes import create_indexes
from app.seeding.loading.processes import RenderingProcesses
from app.seeding.loading.progress import Progress
from app.seeding.loading.rows import TableWriter
from app.seeding.loading.slices import Portion, Slice, number_of_records, packed, render_slice
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind

SLICE = 1000  # records
MANY = 1000  # documents, for which a dictionary is worthwhile
SAMPLES, SAMPLE_CHARACTERS = 200, 5_000_000  # of documents that a dictionary is made from, at most
Render = Callable[[RecordKind, Iterable[Slice]], Iterator[Portion]]


def render_documents(session: Session, progress: Progress, processes: int) -> None:
    """Render every record, create the indexes and bring the full-text index up to date.

    With more than one process, all but this one render, and this one writes. Either way its rows are the same.
    """
    connection = session.connection()
    search_table = SQLModel.metadata.tables[str(SearchEntry.__tablename__)]
    progress.show("creating indexes")
    create_indexes(connection, SQLModel.metadata.tables.keys() - {search_table.name})
    found, lookup = TableWriter(connection, search_table), ReferenceLookup(session)
    publish(connection)
    with renderer(connection, lookup, processes) as render:
        for kind in rendering_order():
            write_dictionary(session, lookup, kind)
            publish(connection)
            documents = TableWriter(connection, DOCUMENTS[kind.collection])
            for portion in render(kind, slices(session, kind)):
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
def renderer(connection: Connection, lookup: ReferenceLookup, processes: int) -> Iterator[Render]:
    """What renders slices of a kind: this process, or so many others."""

    def render_here(kind: RecordKind, parts: Iterable[Slice]) -> Iterator[Portion]:
        packer = Packer(connection, kind.collection, number_of_records(lookup.session, kind))
        for part in parts:
            for portion in render_slice(part, lookup):
                yield packed(portion, packer)

    if processes == 1:
        yield render_here
    else:
        with RenderingProcesses(Path(str(connection.engine.url.database)), processes) as others:
            yield lambda kind, parts: others.render(parts)


def write_dictionary(session: Session, lookup: ReferenceLookup, kind: RecordKind) -> None:
    """Write the dictionary for the documents of a kind, made from the first of them, if there are many."""
    if number_of_records(session, kind) < MANY:
        return
    samples, characters = [], 0
    for portion in render_slice(Slice(kind, 1, SAMPLES), lookup):
        for _, _, document in portion.documents:
            if characters < SAMPLE_CHARACTERS:
                samples.append(document)
            characters += len(document)
    session.add(make_dictionary(kind.collection, samples))
    session.flush()


def publish(connection: Connection) -> None:
    """Let other processes read what was written so far, such as the claims that events contain."""
    if connection.dialect.name == "sqlite":
        write_out(connection)


def slices(session: Session, kind: RecordKind) -> Iterator[Slice]:
    """The records of a kind, in the order of the seed, a thousand at a time."""
    records = number_of_records(session, kind)
    for first in range(1, records + 1, SLICE):
        yield Slice(kind, first, min(first + SLICE - 1, records))
