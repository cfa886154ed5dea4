"""The data being served: one open database at a time, and the dataset row it holds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from app.database import Exchanged, Identity, identity, read_only
from app.errors import NotReady
from app.models import Dataset

SMALL = 50_000  # records
LOOK_EVERY = 1.0  # seconds between looks at the file


@dataclass(frozen=True)
class Opened:
    """A database as it was opened: an answer takes all it needs from one of these, so that versions never mix."""

    engine: Engine
    dataset: Dataset
    identity: Identity


class Service:
    """Hands out the database; notices within a second when another file has taken its place."""

    def __init__(self, file: Path, base_url: str) -> None:
        self.file = file
        self.base_url = base_url
        self.opened: Opened | None = None
        self.looked = float("-inf")

    def current(self) -> Opened:
        """The database to answer from. Raises NotReady when there is none that can be read."""
        if self.serving() is None or self.opened is None:
            raise NotReady(f"The database {self.file.name} can not be read.")
        return self.opened

    def serving(self) -> Dataset | None:
        """The dataset to answer from, if any. Looks at the file once a second, and else costs nothing."""
        if time.monotonic() - self.looked >= LOOK_EVERY:
            self.look()
        return self.opened.dataset if self.opened is not None else None

    @property
    def small(self) -> bool:
        """Whether a question can not take long, whatever it asks."""
        return self.opened is not None and self.opened.dataset.records <= SMALL

    def look(self) -> None:
        """Open the file if it is not the one that is open. What is open stays open while a new one can not be read."""
        self.looked = time.monotonic()
        try:
            found = identity(self.file)
            if self.opened is not None and self.opened.identity == found:
                return
            engine = read_only(self.file)
            with Session(engine) as session:
                dataset = session.exec(select(Dataset)).one()
                session.expunge(dataset)
        except (OSError, SQLAlchemyError, Exchanged):
            return
        previous, self.opened = self.opened, Opened(engine, dataset, found)
        if previous is not None:
            previous.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[tuple[Connection, Dataset]]:
        """A connection, and the dataset it reads. Raises NotReady when reading fails."""
        try:
            opened, connection = self.connected()
            with connection:
                yield connection, opened.dataset
        except (SQLAlchemyError, Exchanged) as error:
            self.looked = float("-inf")
            raise NotReady("The database could not be read.") from error

    def connected(self) -> tuple[Opened, Connection]:
        """A connection to the file that is open; when another has taken its place, to that one."""
        opened = self.current()
        try:
            return opened, opened.engine.connect()
        except Exchanged:
            self.look()
            opened = self.current()
            return opened, opened.engine.connect()
