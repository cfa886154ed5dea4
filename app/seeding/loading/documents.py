"""Renders the documents of every record and writes them into its row and into the search index."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update
from sqlmodel import Session, SQLModel

from app import urls
from app.models import TABLES, SearchEntry
from app.models.search import INDEX_REFRESH
from app.queries.engine.folding import normalise
from app.records import RECORDS
from app.schemas.lookups import SearchHit
from app.seeding.entries.base import Row
from app.seeding.kinds import KINDS, rendering_order
from app.seeding.loading.indexes import create_indexes
from app.seeding.loading.progress import Progress
from app.seeding.loading.rows import BatchWriter, RowInserter
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import COLLECTIONS, RecordKind

BATCH = 1000  # rows
SNIPPET_CHARACTERS = 200
LONG_CHARACTERS = 100_000


def render_documents(session: Session, progress: Progress) -> None:
    """Render every record, create the indexes and bring the full-text index up to date."""
    connection = session.connection()
    search_table = str(SearchEntry.__tablename__)
    progress.show("creating indexes")
    create_indexes(connection, SQLModel.metadata.tables.keys() - COLLECTIONS.keys() - {search_table})
    lookup, inserter = ReferenceLookup(session), RowInserter(connection)
    for kind in rendering_order():
        documents = DocumentWriter(connection, kind)
        for rows in batches(session, TABLES[kind]):
            for rendered in progress.each(KINDS[kind].render(rows, lookup), f"rendering {kind.collection}"):
                documents.write(rendered)
                if rendered.title is not None:
                    inserter.insert(search_row(kind, rendered))
        documents.flush()
        create_indexes(connection, [kind.collection])
    inserter.flush()
    progress.show("creating the search index")
    create_indexes(connection, [search_table])
    for statement in INDEX_REFRESH[connection.dialect.name]:
        session.execute(text(statement))


def batches(session: Session, model: Any) -> Iterator[Sequence[Any]]:
    """The rows of a table in the order of ids, a batch at a time."""
    last_id, table = "", model.__table__
    query = select(table).where(table.c.id > bindparam("last_id")).order_by(table.c.id).limit(BATCH)
    while rows := session.execute(query, {"last_id": last_id}).all():
        yield rows
        last_id = rows[-1].id


class DocumentWriter:
    """Writes the documents of one table."""

    def __init__(self, connection: Connection, kind: RecordKind) -> None:
        table = SQLModel.metadata.tables[kind.collection]
        self.brief_fields = set(RECORDS[kind].brief.model_fields)
        self.rows = BatchWriter(connection, update(table).where(table.c.id == bindparam("key")))

    def write(self, rendered: Rendered) -> None:
        """Write both documents of a record, and the columns that follow from them."""
        brief = rendered.document.model_dump_json(include=self.brief_fields)
        full = rendered.full()
        self.rows.write({"key": rendered.document.id, "brief": brief, "full": full, **rendered.columns})
        if len(full) > LONG_CHARACTERS:
            self.flush()  # a passage may support thousands of records; a batch of such would fill the memory

    def flush(self) -> None:
        """Write the documents that are still waiting."""
        self.rows.flush()


def search_row(kind: RecordKind, item: Rendered) -> Row:
    """The row of the search index for a record: its texts, normalised, and the search result, ready to serve."""
    id, title = item.document.id, item.title or ""
    hit = SearchHit(kind=kind, id=id, title=title, href=urls.record(kind, id), snippet=snippet(item.body) or None)
    return Row(
        SearchEntry,
        {
            "record_kind": kind,
            "record_id": id,
            "id": f"{kind}/{id}",
            "earliest": item.earliest,
            "title": normalise(" ".join([title, *item.aliases])),
            "body": normalise(item.body),
            "brief": hit.model_dump_json(),
        },
    )


def snippet(body: str) -> str:
    """The beginning of a text, cut between two words."""
    return body if len(body) <= SNIPPET_CHARACTERS else body[:SNIPPET_CHARACTERS].rsplit(" ", 1)[0] + " …"
