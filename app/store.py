"""The data being served: one open database at a time, and the dataset row it holds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select
from starlette.responses import Response

from app.database import Exchanged, Identity, at
from app.errors import Busy, NotReady, TooSlow
from app.formats.envelope import Envelope
from app.models import Dataset
from app.settings import Settings

SMALL = 50_000  # records
AT_ONCE = 0.002  # seconds that the database has for an answer that is tried at once
MOST_WAITING = 100  # slow questions
HURRY: ContextVar[float | None] = ContextVar("HURRY", default=None)  # the seconds of the answer that is tried at once
LOOK_EVERY = 1.0  # seconds between looks at the database
ATTEMPTS = 3  # to reach the data that is there now, which may be exchanged again meanwhile


@dataclass(frozen=True)
class Opened:
    """A database as it was opened: an answer takes all it needs from one of these, so that versions never mix."""

    engine: Engine
    dataset: Dataset
    identity: Identity
    idle: list[Connection] = field(default_factory=list)  # to a file that can not change: kept for the next answer

    def kept(self) -> Connection | None:
        """A connection that nobody uses, if there is one."""
        try:
            return self.idle.pop()
        except IndexError:
            return None

    def close(self) -> None:
        """Close what nobody uses; the rest is closed when it is given back."""
        while self.idle:
            self.idle.pop().close()
        self.engine.dispose()


class DatasetStore:
    """Hands out the database; notices within a second when other data has taken its place."""

    def __init__(self, chosen: Settings) -> None:
        self.database = at(chosen.database, chosen.query_seconds)
        self.base_url = chosen.base_url
        self.query_seconds = chosen.query_seconds
        self.opened: Opened | None = None
        self.slow = CapacityLimiter(chosen.concurrent_queries)
        self.looked = float("-inf")
        self.looking = Lock()
        self.envelopes: dict[str, Envelope] = {}  # by the dataset's digest
        self.draining = False
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
        if time.monotonic() - self.looked >= LOOK_EVERY and self.database.near:
            self.look()
        return self.opened.dataset if self.opened is not None else None

    def watch(self) -> None:
        """Look once a second, until there is nobody to look for."""
        while not self.closed.wait(LOOK_EVERY):
            self.look()

    def drain(self) -> None:
        """Say from now on that the service is not ready: it is about to end."""
        self.draining = True

    def close(self) -> None:
        """Leave the database."""
        self.closed.set()
        with self.looking:
            if self.opened is not None:
                self.opened.close()

    def look(self) -> None:
        """Open the data if it is not what is open. What is open stays open while nothing new can be read."""
        with self.looking:  # one after the other, so that what is seen last is what was there last
            self.looked = time.monotonic()
            try:
                found = self.database.identity()
                if self.opened is not None and self.opened.identity == found:
                    return
                engine = self.database.read_only()
                connection = self.database.connect(engine, found)
                with Session(connection) as session:
                    dataset = session.exec(select(Dataset)).one()
                    session.expunge(dataset)
            except (OSError, SQLAlchemyError, Exchanged):
                return
            previous, self.opened = self.opened, Opened(engine, dataset, found)
            self.give_back(self.opened, connection)
            if previous is not None and previous.engine is not engine:
                previous.close()

    @property
    def small(self) -> bool:
        """Whether there are so few records that nearly any question about them takes less than a hand-over would."""
        return self.opened is not None and self.opened.dataset.records <= SMALL

    async def at_once(self, question: Callable[[], Response]) -> Response:
        """Answer here, where all others wait meanwhile; in a thread after all when the database needs longer."""
        hurry = HURRY.set(min(AT_ONCE, self.query_seconds))
        try:
            return question()
        except TooSlow:
            pass
        finally:
            HURRY.reset(hurry)
        return await self.slowly(question)

    async def slowly(self, question: Callable[[], Response]) -> Response:
        """Answer what may take long, in a thread of its own, so many at a time. Raises Busy when too many wait."""
        if self.slow.statistics().tasks_waiting >= MOST_WAITING:
            raise Busy
        return await run_sync(question, limiter=self.slow)

    @contextmanager
    def reading(self) -> Iterator[tuple[Connection, Dataset]]:
        """A connection, for a limited time, and the dataset it reads. Raises NotReady or TooSlow when reading fails."""
        seconds = HURRY.get() or self.query_seconds
        try:
            opened, connection = self.connected(seconds)
        except (SQLAlchemyError, Exchanged) as error:
            raise self.unreadable() from error
        try:
            yield connection, opened.dataset
        except SQLAlchemyError as error:
            connection.close()  # one that was cut off would compile that statement anew each time
            raise TooSlow(seconds) if self.database.overran(error) else self.unreadable() from error
        except BaseException:
            self.give_back(opened, connection)
            raise
        self.give_back(opened, connection)

    def unreadable(self) -> NotReady:
        """The error to answer with when reading fails; the next request looks at the database anew."""
        self.looked = float("-inf")
        return NotReady("The database could not be read.")

    def connected(self, seconds: float) -> tuple[Opened, Connection]:
        """A connection to the data that is open, for so long; when other data has taken its place, to that."""
        for _ in range(ATTEMPTS):
            opened = self.current()
            try:
                connection = opened.kept() or self.database.connect(opened.engine, opened.identity)
            except Exchanged:
                self.look()
            else:
                self.database.allow(connection, seconds)
                return opened, connection
        raise Exchanged(f"{self.database} is exchanged faster than it is read")

    def give_back(self, opened: Opened, connection: Connection) -> None:
        """Keep a connection to a file for the next answer, unless another file has taken its place.

        Raises NotReady when the file was written to meanwhile.
        """
        if self.database.spoilt(opened.identity):
            connection.close()
            raise self.unreadable()
        if self.database.near and opened is self.opened and not self.closed.is_set():
            opened.idle.append(connection)
        else:
            connection.close()
