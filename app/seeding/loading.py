"""Loading: a checked seed becomes rows and documents, which then take the place of those that were there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app import addresses
from app.database import Target, at
from app.models import Dataset
from app.schemas.base import SourceRef
from app.schemas.lookups import Credit, DatasetDocument
from app.seeding.checking import Checked, check
from app.seeding.deriving import derive, longest_span
from app.seeding.entries import TABLES
from app.seeding.migrating import migrate
from app.seeding.publishing import publish
from app.seeding.reading import entries
from app.settings import SOFTWARE

BATCH = 5000


def load(seed: Path, target: Target) -> Checked:
    """Check the seed, and put it in the place of what is there. Raises SeedFaults; then nothing has changed.

    A reader of the target sees the old data or the new, never a part. An interrupted load leaves the target alone.
    """
    checked = check(seed)
    with at(target).rebuilding(migrate) as connection, Session(connection) as session:
        store(session, chain_rows(checked))
        derive(session)
        publish(session)
        session.add(dataset(checked, longest_span(session)))
        session.commit()
    return checked


def chain_rows(checked: Checked) -> Iterator[SQLModel]:
    """Every row of the seed, in an order that references allow."""
    yield from checked.head.article.rows(checked.known)
    for table in TABLES:
        for entry in entries(checked.folder, table):
            yield from entry.rows(checked.known)


def store(session: Session, rows: Iterable[SQLModel]) -> None:
    """Insert rows in batches, parents before children, as they come."""
    waiting: dict[type[SQLModel], list[dict[str, object]]] = defaultdict(list)
    for count, row in enumerate(rows, 1):
        waiting[type(row)].append(row.model_dump(exclude=counted(type(row))))
        if count % BATCH == 0:
            flush(session, waiting)
    flush(session, waiting)


@cache
def counted(model: type[SQLModel]) -> set[str]:
    """The column that the database itself counts, if any: PostgreSQL takes no null for it."""
    column = model.metadata.tables[str(model.__tablename__)].autoincrement_column
    return {column.name} if column is not None else set()


def flush(session: Session, waiting: dict[type[SQLModel], list[dict[str, object]]]) -> None:
    """Write what waits."""
    for model, values in waiting.items():
        session.connection().execute(insert(model), values)
    waiting.clear()


def dataset(checked: Checked, span: int) -> Dataset:
    """The one row about the whole, and its document."""
    head, known = checked.head, checked.known
    article = SourceRef(
        id=head.article.id, number=None, title=head.article.title, href=addresses.record("source", head.article.id)
    )
    shared: dict[str, Any] = {name: getattr(head, name) for name in ("title", "version", "released", "licence")}
    days: dict[str, Any] = {"first_day": known.first_day, "last_day": known.last_day}
    document = DatasetDocument(
        **shared,
        **days,
        description=head.description,
        digest=checked.digest,
        part_of=head.part_of,
        article=article,
        article_url=head.article.url,
        article_sha256=head.article.sha256,
        credits=[Credit(**credit.model_dump()) for credit in head.credits],
        records=checked.counts,
    )
    shared["licence"] = "; ".join([head.licence, *(f"{credit.name} ({credit.licence})" for credit in head.credits)])
    return Dataset(
        **shared,
        **days,
        digest=checked.digest,
        software=SOFTWARE,
        records=sum(checked.counts.values()),
        longest_span=span,
        document=document.model_dump_json(),
    )
