"""Publishing: each row gets its documents and its place in the search index, batch by batch."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import bindparam, insert, text, update
from sqlmodel import Session, col, select

from app import addresses
from app.models import SearchEntry
from app.models.search import INDEXED
from app.queries.folding import normalise
from app.schemas import BRIEF
from app.schemas.lookups import SearchHit
from app.seeding.rendering import RENDERERS, Rendered, Shelf
from app.vocabulary import RecordKind

BATCH = 1000
SNIPPET = 200


def publish(session: Session) -> None:
    """Render every record, then rebuild the full-text index."""
    shelf = Shelf(session)
    for table, (model, renderer) in RENDERERS.items():
        for rows in batches(session, model):
            publish_batch(session, table, model, list(renderer(rows, shelf)))
    for statement in INDEXED[session.connection().dialect.name]:
        session.execute(text(statement))


def batches(session: Session, model: Any) -> Iterator[Sequence[Any]]:
    """The rows of a table in order of id, a batch at a time."""
    reached = ""
    while rows := session.exec(select(model).where(col(model.id) > reached).order_by(model.id).limit(BATCH)).all():
        yield rows
        reached = rows[-1].id
        session.expunge_all()


def publish_batch(session: Session, table: str, model: Any, batch: list[Rendered]) -> None:
    """Store the documents of a batch."""
    brief = set(BRIEF[table].model_fields)
    updates = [
        {
            "key": item.document.id,
            "brief": item.document.model_dump_json(include=brief),
            "full": item.document.model_dump_json(),
            **item.columns,
        }
        for item in batch
    ]
    names = [name for name in updates[0] if name != "key"]
    statement = update(model.__table__).where(model.__table__.c.id == bindparam("key"))
    session.connection().execute(statement.values({name: bindparam(name) for name in names}), updates)
    entries = [entry(addresses.KINDS[table], item) for item in batch if item.title is not None]
    if entries:
        session.connection().execute(insert(SearchEntry), entries)


def entry(kind: str, item: Rendered) -> dict[str, Any]:
    """What a search reads of a record, folded, and the ready hit."""
    id, title = item.document.id, item.title or ""
    hit = SearchHit(
        kind=RecordKind(kind), id=id, title=title, href=addresses.record(kind, id), snippet=shortened(item.body) or None
    )
    return {
        "record_kind": RecordKind(kind),
        "record_id": id,
        "id": f"{kind}/{id}",
        "earliest": item.earliest,
        "title": normalise(" ".join(chain([title], item.also))),
        "body": normalise(item.body),
        "brief": hit.model_dump_json(),
    }


def shortened(body: str) -> str:
    """The beginning of a text, cut between words."""
    return body if len(body) <= SNIPPET else body[:SNIPPET].rsplit(" ", 1)[0] + " …"
