"""Loading: a checked seed becomes a new database file, which then takes the old one's place."""

import glob
import os
from pathlib import Path
from typing import Any

from sqlmodel import Session

from app import addresses
from app.database import check_references, unread
from app.models import Dataset
from app.schemas.base import SourceRef
from app.schemas.lookups import Credit, DatasetDocument
from app.seeding import indexing
from app.seeding.checking import Checked, check
from app.seeding.deriving import derive, longest_span
from app.seeding.entries import Entry, Known
from app.seeding.migrating import migrate
from app.seeding.progress import Progress, entries
from app.seeding.publishing import publish
from app.seeding.writing import Tables
from app.settings import SOFTWARE


def load(seed: Path, target: Path) -> Checked:
    """Check the seed, building a file beside the target, and rename it. Raises SeedFaults; then it stays as it is.

    A reader of the target sees the old data or the new, never a part. An interrupted load leaves the target alone.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_abandoned(target)
    building = target.with_name(f"{target.name}.{os.getpid()}.building")
    try:
        checked = build(seed, building)
        building.replace(target)
    finally:
        building.unlink(missing_ok=True)
    return checked


def clear_abandoned(target: Path) -> None:
    """Remove what an interrupted load left beside the target; a load that is still under way keeps its file."""
    for file in target.parent.glob(f"{glob.escape(target.name)}.*.building*"):
        process = file.name.removeprefix(f"{target.name}.").partition(".")[0]
        if process.isdecimal() and not alive(int(process)):
            file.unlink(missing_ok=True)


def alive(process: int) -> bool:
    """Whether there is a process with this id, as far as can be told: in doubt there is."""
    if os.name != "posix":
        return True  # elsewhere the question itself can end a process
    try:
        os.kill(process, 0)  # signal 0 asks, and does nothing
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def build(seed: Path, file: Path) -> Checked:
    """A whole database in a new file, in one transaction after the migrations."""
    file.unlink(missing_ok=True)
    file.touch()  # where that is forbidden, the system's own error says so best
    engine = unread(file)
    migrate(engine)
    with Session(engine) as session, Progress(2 * entries(seed)) as progress:  # each is read, and rendered
        checked = fill(session, seed, progress)
        check_references(session.connection())
        session.commit()
    engine.dispose()
    return checked


def fill(session: Session, seed: Path, progress: Progress) -> Checked:
    """Every table of a new database. The seed is read once: its entries are written as they are checked."""
    indexing.drop(session.connection())
    tables = Tables(session.connection())

    def keep(entry: Entry, known: Known) -> None:
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
