"""Loading: a checked seed becomes rows and documents, which then take the place of those that were there."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from app import urls
from app.database import Target, at
from app.models import Dataset
from app.schemas.base import SourceRef
from app.schemas.lookups import Credit, DatasetDocument
from app.seeding.entries import Entry, SeedContext
from app.seeding.loading import indexes
from app.seeding.loading.deriving import derive, longest_span
from app.seeding.loading.documents import publish
from app.seeding.loading.migrate import migrate
from app.seeding.loading.progress import Progress, entries
from app.seeding.loading.writing import Tables
from app.seeding.validation.checking import Checked, check
from app.settings import SOFTWARE


def load(seed: Path, target: Target) -> Checked:
    """Check the seed, and put it in the place of what is there. Raises SeedFaults; then nothing has changed.

    A reader of the target sees the old data or the new, never a part. An interrupted load leaves the target alone.
    """
    with (
        at(target).replace_dataset(migrate) as connection,
        Session(connection) as session,
        Progress(2 * entries(seed)) as progress,  # each is read, and rendered
    ):
        checked = fill(session, seed, progress)
        session.commit()
    return checked


def fill(session: Session, seed: Path, progress: Progress) -> Checked:
    """Every table of a new database. The seed is read once: its entries are written as they are checked."""
    indexes.drop(session.connection())
    tables = Tables(session.connection())

    def keep(entry: Entry, known: SeedContext) -> None:
        for row in entry.rows(known):
            tables.insert(row)
        progress.step("reading the seed")

    checked = check(seed, keep)
    tables.flush()
    derive(session, checked.known)
    publish(session, progress)
    session.add(dataset(checked, longest_span(session)))
    session.flush()
    return checked


def dataset(checked: Checked, span: int) -> Dataset:
    """The one row about the whole, and its document."""
    head, known = checked.head, checked.known
    article = SourceRef(
        id=head.article.id, number=None, title=head.article.title, href=urls.record("source", head.article.id)
    )
    shared: dict[str, Any] = {name: getattr(head, name) for name in ("title", "version", "released", "licence")}
    shared |= {"first_day": known.first_day, "last_day": known.last_day, "digest": checked.digest}
    document = DatasetDocument(
        **shared,
        description=head.description,
        part_of=head.part_of,
        article=article,
        **{f"article_{name}": getattr(head.article, name) for name in ("publisher", "url", "sha256")},
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
