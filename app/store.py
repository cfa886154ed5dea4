"""The dataset being served: which database is open, connections to it, and where a query runs."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import NamedTuple, TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from pydantic import BaseModel
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from app import urls
from app.database import DatasetReplaced, Identity, at
from app.errors import ApiError, Busy, NotReady, TooSlow
from app.formats.json_format import EnvelopeTemplate, make_envelope
from app.models import Dataset
from app.queries.engine.stream import FileParams
from app.queries.listing import PagedQuery
from app.settings import Settings

CHECK_INTERVAL = 1.0  # seconds between checks for another dataset
CONNECT_ATTEMPTS = 3  # for the case that datasets are replaced in quick succession
MAX_WAITING = 100  # queries that may wait for a thread
INLINE_RECORDS = 50_000  # in a dataset of at most this size nearly every query costs less than a change of thread
INLINE_SECONDS = 0.002  # database time after which a query that runs inline is stopped and moved to a thread
T = TypeVar("T")
inline_deadline: ContextVar[float | None] = ContextVar("inline_deadline", default=None)


@dataclass(frozen=True)
class OpenDataset:
    """A dataset as it was opened. A response takes everything from one of these, so that versions never mix."""

    engine: Engine
    dataset: Dataset
    identity: Identity
    envelope: EnvelopeTemplate
    idle: list[Connection] = field(default_factory=list)  # connections to a file, ready for the next response

    def idle_connection(self) -> Connection | None:
        """Take an idle connection, if there is one."""
        try:
            return self.idle.pop()
        except IndexError:
            return None

    def close(self) -> None:
        """Close the idle connections; those in use are closed when they are released."""
        while self.idle:
            self.idle.pop().close()
        self.engine.dispose()


class Snapshot(NamedTuple):
    """What a response reads from: a connection to one version of the dataset."""

    connection: Connection
    dataset: Dataset
    envelope: EnvelopeTemplate


class DatasetStore:
    """Opens the database, notices within a second when its dataset has been replaced, and hands out snapshots."""

    def __init__(self, settings: Settings) -> None:
        self.database = at(settings.database, settings.query_seconds)
        self.base_url = settings.base_url
        self.contact = settings.contact
        self.base_path = urls.base_path(settings.base_url)
        self.query_seconds = settings.query_seconds
        self.threads = CapacityLimiter(settings.concurrent_queries)
        self.open: OpenDataset | None = None
        self.dataset: Dataset | None = None  # that of `open`
        self.checked_at = float("-inf")
        self.check_lock = Lock()
        self.draining = False
        self.closed = Event()
        if not self.database.is_local:
            self.check()
            Thread(target=self.check_regularly, daemon=True).start()

    def current(self) -> OpenDataset:
        """The open dataset. Raises NotReady when none can be read."""
        if self.serving() is None or self.open is None:
            raise NotReady(f"The database {self.database.name} cannot be read.")
        return self.open

    def serving(self) -> Dataset | None:
        """The dataset being served, if any. Checks a local file once a second; for PostgreSQL a thread does that."""
        if self.database.is_local and time.monotonic() - self.checked_at >= CHECK_INTERVAL:
            self.check()
        return self.dataset

    def check_regularly(self) -> None:
        """Check once a second until the store is closed."""
        while not self.closed.wait(CHECK_INTERVAL):
            self.check()

    def check(self) -> None:
        """Open the dataset that is in the database now, if it is another. On failure the open one stays open."""
        with self.check_lock:
            self.checked_at = time.monotonic()
            try:
                identity = self.database.identity()
                if self.open is not None and self.open.identity == identity:
                    return
                engine = self.database.read_only()
                connection = self.database.connect(engine, identity)
                with Session(connection) as session:
                    dataset = session.exec(select(Dataset)).one()
                    session.expunge(dataset)
                envelope = make_envelope(dataset, self.base_url)
            except (OSError, SQLAlchemyError, DatasetReplaced, LookupError, ValueError):  # gone, or damaged
                return
            previous, self.open = self.open, OpenDataset(engine, dataset, identity, envelope)
            self.dataset = dataset
            self.release(self.open, connection)
            if previous is not None and previous.engine is not engine:
                previous.close()

    def drain(self) -> None:
        """Report from now on that the service is not ready, since it will stop soon."""
        self.draining = True

    def close(self) -> None:
        """Close the database."""
        self.closed.set()
        with self.check_lock:
            if self.open is not None:
                self.open.close()

    async def run(self, endpoint: Callable[[], T], query: BaseModel) -> T:
        """Run an endpoint, or a part of one, that reads the database: inline if its query may be, else in a thread.

        Handing a query to a thread and back costs about 80 µs, more than most queries take. So a query that should be
        cheap is tried on the event loop for INLINE_SECONDS of SQLite's time, and only if that is not enough, in a
        thread. Raises Busy when too many queries wait for a thread.
        """
        if self.may_run_inline(query):
            token = inline_deadline.set(min(INLINE_SECONDS, self.query_seconds))
            try:
                return endpoint()
            except TooSlow:
                pass
            finally:
                inline_deadline.reset(token)
        if self.threads.statistics().tasks_waiting >= MAX_WAITING:
            raise Busy
        return await run_sync(endpoint, limiter=self.threads)

    def may_run_inline(self, query: BaseModel) -> bool:
        """Whether a query should be cheap. Never one whose response is streamed, which outlasts the attempt."""
        if not self.database.is_local or isinstance(query, FileParams):
            return False
        if self.dataset is not None and self.dataset.records <= INLINE_RECORDS:
            return True
        return not isinstance(query, PagedQuery) or query.is_cheap

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """A snapshot of the dataset, for a limited time. Raises NotReady or TooSlow when reading it fails."""
        seconds = inline_deadline.get() or self.query_seconds
        try:
            source, connection = self.connect(seconds)
        except (SQLAlchemyError, DatasetReplaced) as error:
            raise self.not_readable() from error
        try:
            yield Snapshot(connection, source.dataset, source.envelope)
        except SQLAlchemyError as error:
            connection.close()  # after an interrupt, Python's sqlite3 would compile that statement anew each time
            raise TooSlow(seconds) if self.database.timed_out(error) else self.not_readable() from error
        except ApiError:
            self.release(source, connection)
            raise
        except BaseException:
            connection.close()  # an abandoned stream, say, whose connection may be closed or in use already
            raise
        self.release(source, connection)

    def connect(self, seconds: float) -> tuple[OpenDataset, Connection]:
        """A connection with a deadline to the open dataset or, if that has been replaced, to the new one."""
        for _ in range(CONNECT_ATTEMPTS):
            source = self.open or self.current()
            try:
                if self.database.modified_in_place(source.identity):  # what is mapped may be gone: do not touch it
                    raise DatasetReplaced(f"{self.database} was written to")
                connection = source.idle_connection() or self.database.connect(source.engine, source.identity)
            except DatasetReplaced:
                self.check()
            else:
                self.database.set_deadline(connection, seconds)
                return source, connection
        raise DatasetReplaced(f"{self.database} is being replaced faster than it can be read")

    def release(self, source: OpenDataset, connection: Connection) -> None:
        """Keep a connection to a file for the next response, unless the file has been replaced.

        Raises NotReady when the file was overwritten while it was read.
        """
        if self.database.modified_in_place(source.identity):
            connection.close()
            raise self.not_readable()
        if self.database.is_local and source is self.open and not self.closed.is_set():
            source.idle.append(connection)
        else:
            connection.close()

    def not_readable(self) -> NotReady:
        """The error for a failed read; the next request checks the database again."""
        self.checked_at = float("-inf")
        return NotReady("The database could not be read.")
