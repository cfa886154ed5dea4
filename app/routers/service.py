"""The data being served: one open database at a time, and the dataset row it holds."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select
from starlette.responses import Response

from app.database import Exchanged, Identity, allow, identity, overran, read_only, rewritten
from app.errors import Busy, NotReady, TooSlow
from app.models import Dataset
from app.routers.stamps import Stamp
from app.settings import Settings

SMALL = 50_000  # records
MOST_WAITING = 100  # slow questions
LOOK_EVERY = 1.0  # seconds between looks at the file


@dataclass(frozen=True)
class Opened:
    """A database as it was opened: an answer takes all it needs from one of these, so that versions never mix."""

    engine: Engine
    dataset: Dataset
    identity: Identity
    idle: list[Connection] = field(default_factory=list)

    def connection(self) -> Connection:
        """One that nobody uses, or a new one. Kept ones save the pool's bookkeeping, a tenth of an answer."""
        try:
            return self.idle.pop()
        except IndexError:
            return self.engine.connect()

    def close(self) -> None:
        """Close what nobody uses; the rest is closed when it is given back."""
        while self.idle:
            self.idle.pop().close()
        self.engine.dispose()


class Service:
    """Hands out the database; notices within a second when another file has taken its place."""

    def __init__(self, chosen: Settings) -> None:
        self.file: Path = chosen.database_file
        self.base_url = chosen.base_url
        self.query_seconds = chosen.query_seconds
        self.opened: Opened | None = None
        self.slow = CapacityLimiter(chosen.concurrent_queries)
        self.looked = float("-inf")
        self.looking = Lock()
        self.stamps: dict[str, Stamp] = {}  # by the dataset's digest
        self.draining = False

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
        with self.looking:
            self.looked = time.monotonic()
            try:
                found = identity(self.file)
                if self.opened is not None and self.opened.identity == found:
                    return
                engine = read_only(self.file)
                connection = engine.connect()
                with Session(connection) as session:
                    dataset = session.exec(select(Dataset)).one()
                    session.expunge(dataset)
            except (OSError, SQLAlchemyError, Exchanged):
                return
            previous, self.opened = self.opened, Opened(engine, dataset, found, [connection])
        if previous is not None:
            previous.close()

    @contextmanager
    def reading(self) -> Iterator[tuple[Connection, Dataset]]:
        """A connection, for a limited time, and the dataset it reads. Raises NotReady or TooSlow when reading fails."""
        try:
            opened, connection = self.connected()
        except (SQLAlchemyError, Exchanged) as error:
            raise self.unreadable() from error
        try:
            allow(connection, self.query_seconds)
            yield connection, opened.dataset
        except SQLAlchemyError as error:
            connection.close()
            raise TooSlow(self.query_seconds) if overran(error) else self.unreadable() from error
        except BaseException:
            self.give_back(opened, connection)
            raise
        self.give_back(opened, connection)

    async def slowly(self, question: Callable[[], Response]) -> Response:
        """Answer what may take long, in a thread of its own, so many at a time. Raises Busy when too many wait."""
        if self.slow.statistics().tasks_waiting >= MOST_WAITING:
            raise Busy
        return await run_sync(question, limiter=self.slow)

    def drain(self) -> None:
        """Say from now on that the service is not ready: it is about to end."""
        self.draining = True

    def unreadable(self) -> NotReady:
        """The error to answer with when reading fails; the next request looks at the file anew."""
        self.looked = float("-inf")
        return NotReady("The database could not be read.")

    def give_back(self, opened: Opened, connection: Connection) -> None:
        """Keep a connection for the next answer, unless its database has been replaced.

        Raises NotReady when the file was written to meanwhile: what was read of it may be anything.
        """
        if rewritten(self.file, opened.identity):
            connection.close()
            raise self.unreadable()
        if opened is self.opened:
            opened.idle.append(connection)
        else:
            connection.close()

    def connected(self) -> tuple[Opened, Connection]:
        """A connection to the file that is open; when another has taken its place, to that one."""
        opened = self.current()
        try:
            return opened, opened.connection()
        except Exchanged:
            self.look()
            opened = self.current()
            return opened, opened.connection()
