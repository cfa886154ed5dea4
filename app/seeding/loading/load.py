"""Loads a seed: checks it, fills the tables of a new database and replaces the old one."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from app import urls
from app.database import Target, at
from app.models import Dataset
from app.schemas.base import SourceRef
from app.schemas.lookups import Credit, DatasetDocument
from app.seeding.entries import SeedContext
from app.seeding.loading.deriving import derive, longest_span
from app.seeding.loading.documents import render_documents
from app.seeding.loading.indexes import drop_indexes
from app.seeding.loading.migrate import migrate
from app.seeding.loading.processes import processes_for
from app.seeding.loading.progress import Progress, seed_size
from app.seeding.loading.rows import RowInserter
from app.seeding.reading import LocatedEntry
from app.seeding.validation.checking import CheckedSeed, check
from app.settings import SOFTWARE


def load(seed: Path, target: Target, processes: int | None = None) -> CheckedSeed:
    """Check a seed and replace the data of the target with it. Raises SeedFaults, and then changes nothing.

    Readers see either all of the old data or all of the new. A load that is interrupted changes nothing either.
    Rendering takes so many processes or, unless their number is given, as many as are worthwhile.
    """
    with (
        at(target).replace_dataset(migrate) as connection,
        Session(connection) as session,
        Progress() as progress,
    ):
        checked = fill_database(session, seed, progress, processes)
        session.commit()
    return checked


def fill_database(session: Session, seed: Path, progress: Progress, processes: int | None) -> CheckedSeed:
    """Fill the empty tables of a database. The seed is read once: entries are inserted while they are checked."""
    connection = session.connection()
    drop_indexes(connection)
    inserter = RowInserter(connection)

    def insert(item: LocatedEntry, context: SeedContext) -> None:
        for row in item.entry.rows(context):
            inserter.insert(row)
        progress.advance("reading the seed", item.size)

    progress.start_phase(seed_size(seed))
    checked = check(seed, insert)
    inserter.flush()
    derive(session, checked.context)
    records = sum(checked.counts.values())
    progress.start_phase(records)
    render_documents(session, progress, processes or processes_for(connection, records))
    session.add(dataset_row(checked, longest_span(session)))
    session.flush()
    return checked


def dataset_row(checked: CheckedSeed, span: int) -> Dataset:
    """The single row about the dataset as a whole, with its document."""
    head, context = checked.head, checked.context
    article = SourceRef(
        id=head.article.id, number=None, title=head.article.title, href=urls.record("source", head.article.id)
    )
    shared: dict[str, Any] = {name: getattr(head, name) for name in ("title", "version", "released", "licence")}
    shared |= {"first_day": context.first_day, "last_day": context.last_day, "digest": checked.digest}
    document = DatasetDocument(
        **shared,
        description=head.description,
        part_of=head.part_of,
        article=article,
        **{
            f"article_{name}": getattr(head.article, name)
            for name in ("publisher", "url", "sha256", "captured", "revision")
        },
        credits=[Credit(**credit.model_dump()) for credit in head.credits],
        records=checked.counts,
    )
    shared["licence"] = "; ".join([head.licence, *(f"{credit.name} ({credit.licence})" for credit in head.credits)])
    return Dataset(
        **shared,
        software=SOFTWARE,
        records=sum(checked.counts.values()),
        longest_span=span,
        document=document.model_dump_json(),
    )
