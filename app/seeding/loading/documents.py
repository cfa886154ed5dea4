"""Publishing: each row gets its documents and its place in the search index, batch by batch."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, bindparam, select, text, update
from sqlmodel import Session, SQLModel

from app import urls
from app.models import SearchEntry
from app.models.search import INDEX_REFRESH
from app.queries.engine.folding import normalise
from app.records import RECORDS
from app.schemas.lookups import SearchHit
from app.seeding.entries.base import Row
from app.seeding.kinds import KINDS, rendering_order
from app.seeding.loading import indexes
from app.seeding.loading.progress import Progress
from app.seeding.loading.writing import Tables, Writer
from app.seeding.rendering.lookup import ReferenceLookup
from app.seeding.rendering.rendered import Rendered
from app.vocabulary import COLLECTIONS, RecordKind

BATCH = 1000
SNIPPET = 200
LONG = 100_000


def publish(session: Session, progress: Progress) -> None:
    """Render every record, make the indexes that were set aside, and rebuild the full-text one."""
    connection = session.connection()
    hits = str(SearchEntry.__tablename__)
    progress.tell("making indexes")
    indexes.make(connection, SQLModel.metadata.tables.keys() - COLLECTIONS.keys() - {hits})
    lookup, tables = ReferenceLookup(session), Tables(connection)
    for kind in rendering_order():
        table = kind.collection
        documents = Documents(connection, kind)
        for rows in batches(session, table):
            for rendered in progress.each(KINDS[kind].render(rows, lookup), f"rendering {table}"):
                documents.write(rendered)
                if rendered.title is not None:
                    tables.insert(entry(kind, rendered))
        documents.flush()
        indexes.make(connection, [table])
    tables.flush()
    progress.tell("making the search index")
    indexes.make(connection, [hits])
    for statement in INDEX_REFRESH[connection.dialect.name]:
        session.execute(text(statement))


def batches(session: Session, name: str) -> Iterator[Sequence[Any]]:
    """The rows of a table in order of id, a batch at a time."""
    reached, table = "", SQLModel.metadata.tables[name]
    following = select(table).where(table.c.id > bindparam("reached")).order_by(table.c.id).limit(BATCH)
    while rows := session.execute(following, {"reached": reached}).all():
        yield rows
        reached = rows[-1].id


class Documents:
    """The documents of a table, on their way into its rows."""

    def __init__(self, connection: Connection, kind: RecordKind) -> None:
        self.connection, self.table = connection, SQLModel.metadata.tables[kind.collection]
        self.brief = set(RECORDS[kind].brief.model_fields)
        self.writer: Writer | None = None

    def write(self, rendered: Rendered) -> None:
        """Have a record's documents written, and the columns that follow from them."""
        document = rendered.document
        values = {
            "brief": document.model_dump_json(include=self.brief),
            "full": rendered.full(),
            **rendered.columns,
        }
        if self.writer is None:
            filled: dict[str, Any] = {name: bindparam(name) for name in values}
            self.writer = Writer(
                self.connection, update(self.table).where(self.table.c.id == bindparam("key")).values(filled)
            )
        self.writer.write({"key": document.id, **values})
        if len(values["full"]) > LONG:
            self.writer.flush()  # a passage may support thousands of records; memory should not hold many such

    def flush(self) -> None:
        """Write what waits."""
        if self.writer is not None:
            self.writer.flush()


def entry(kind: RecordKind, item: Rendered) -> Row:
    """What a search reads of a record, folded, and the ready hit."""
    id, title = item.document.id, item.title or ""
    hit = SearchHit(kind=kind, id=id, title=title, href=urls.record(kind, id), snippet=shortened(item.body) or None)
    return Row(
        SearchEntry,
        {
            "record_kind": kind,
            "record_id": id,
            "id": f"{kind}/{id}",
            "earliest": item.earliest,
            "title": normalise(" ".join(chain([title], item.aliases))),
            "body": normalise(item.body),
            "brief": hit.model_dump_json(),
        },
    )


def shortened(body: str) -> str:
    """The beginning of a text, cut between words."""
    return body if len(body) <= SNIPPET else body[:SNIPPET].rsplit(" ", 1)[0] + " …"
