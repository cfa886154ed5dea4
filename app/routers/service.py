"""The data being served: one open database at a time, and the dataset row it holds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Lock, Thread

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from app.database import PATIENCE, Exchanged, Identity, Target, at
from app.errors import NotReady
from app.models import Dataset

SMALL = 50_000  # records
LOOK_EVERY = 1.0  # seconds between looks at the database
ATTEMPTS = 3  # to reach the data that is there now, which may be exchanged again meanwhile


@dataclass(frozen=True)
class Opened:
    """A database as it was opened: an answer takes all it needs from one of these, so that versions never mix."""

    engine: Engine
    dataset: Dataset
    identity: Identity


class Service:
    """Hands out the database; notices within a second when other data has taken its place."""

    def __init__(self, target: Target, base_url: str, seconds: float = PATIENCE) -> None:
        self.database = at(target, seconds)
        self.base_url = base_url
        self.opened: Opened | None = None
        self.looked = float("-inf")
        self.looking = Lock()
        self.closed = Event()
        if not self.database.near:
            self.look()
            Thread(target=self.watch, daemon=True).start()

    def current(self) -> Opened:
        """The database to answer from. Raises NotReady when there is none that can be read."""
        if self.serving() is None or self.opened is None:
            raise NotReady(f"The database {self.database.name} can not be read.")
        return self.opened

    def serving(self) -> Dataset | None:
        """The dataset to answer from, if any. Looks once a second where that costs nothing; else a thread does."""
        if self.database.near and time.monotonic() - self.looked >= LOOK_EVERY:
            self.look()
        return self.opened.dataset if self.opened is not None else None

    @property
    def small(self) -> bool:
        """Whether a question can not take long, whatever it asks."""
        return self.opened is not None and self.opened.dataset.records <= SMALL

    def watch(self) -> None:
        """Look once a second, until there is nobody to look for."""
        while not self.closed.wait(LOOK_EVERY):
            self.look()

    def close(self) -> None:
        """Leave the database."""
        self.closed.set()
        with self.looking:
            if self.opened is not None:
                self.opened.engine.dispose()

    def look(self) -> None:
        """Open the data if it is not what is open. What is open stays open while nothing new can be read."""
        with self.looking:  # one after the other, so that what is seen last is what was there last
            self.looked = time.monotonic()
            try:
                found = self.database.identity()
                if self.opened is not None and self.opened.identity == found:
                    return
                engine = self.database.read_only()
                with self.database.connect(engine, found) as connection, Session(connection) as session:
                    dataset = session.exec(select(Dataset)).one()
                    session.expunge(dataset)
            except (OSError, SQLAlchemyError, Exchanged):
                return
            previous, self.opened = self.opened, Opened(engine, dataset, found)
            if previous is not None and previous.engine is not engine:
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
            raise NotReady("The database could not be read.") from error  # or a query was ended after its time

    def connected(self) -> tuple[Opened, Connection]:
        """A connection to the data that is open; when other data has taken its place, to that."""
        for _ in range(ATTEMPTS):
            opened = self.current()
            try:
                return opened, self.database.connect(opened.engine, opened.identity)
            except Exchanged:
                self.look()
        raise Exchanged(f"{self.database} is exchanged faster than it is read")
