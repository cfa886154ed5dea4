"""Loading: a checked seed becomes a new database file, which then takes the old one's place."""

import glob
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from app import addresses
from app.database import writable
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


def load(seed: Path, target: Path) -> Checked:
    """Check the seed, build a file beside the target and rename it. Raises SeedFaults; then nothing has changed.

    A reader of the target sees the old data or the new, never a part. An interrupted load leaves the target alone.
    """
    checked = check(seed)
    target.parent.mkdir(parents=True, exist_ok=True)
    clear_abandoned(target)
    building = target.with_name(f"{target.name}.{os.getpid()}.building")
    try:
        build(checked, building)
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


def build(checked: Checked, file: Path) -> None:
    """A whole database in a new file, in one transaction after the migrations."""
    file.unlink(missing_ok=True)
    file.touch()  # where that is forbidden, the system's own error says so best
    engine = writable(file)
    migrate(engine)
    with Session(engine) as session:
        store(session, chain_rows(checked))
        derive(session)
        publish(session)
        session.add(dataset(checked, longest_span(session)))
        session.commit()
    engine.dispose()


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
        waiting[type(row)].append(row.model_dump())
        if count % BATCH == 0:
            flush(session, waiting)
    flush(session, waiting)


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
