"""The dataset being served: which database is open, connections to it, and where a query runs."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event, Lock, Thread
from typing import NamedTuple, TypeVar

from anyio import CapacityLimiter, WouldBlock, fail_after
from anyio.to_thread import run_sync
from pydantic import BaseModel
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import Session, select

from app import urls
from app.database import DatasetReplaced, Identity, at, reason
from app.errors import ApiError, Busy, NotReady, TooSlow
from app.formats.json_format import EnvelopeTemplate, make_envelope
from app.models import Dataset
from app.queries.engine.stream import FileParams
from app.queries.listing import PagedQuery
from app.settings import Settings

CHECK_INTERVAL = 1.0  # seconds within which another dataset is noticed
READY_SECONDS = 2.0  # without a check that succeeded, after which PostgreSQL counts as not ready
GIVE_UP_SECONDS = 5.0  # the same, after which a query is not even tried: it would hold a thread until it is given up
CONNECT_ATTEMPTS = 3  # for the case that datasets are replaced in quick succession
MAX_STREAMS = 16  # responses of more than one page that may be streamed at once; each may take MAX_BUFFERED of memory
MAX_WAITING = 100  # queries that may wait for a thread
UNLIMITED = CapacityLimiter(float("inf"))
INLINE_RECORDS = 50_000  # in a dataset of at most this size nearly every query costs less than a change of thread
INLINE_SECONDS = 0.002  # database time after which a query that runs inline is stopped and moved to a thread
T = TypeVar("T")
log = logging.getLogger("app")
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
        self.streams = BoundedSemaphore(MAX_STREAMS)
        self.open: OpenDataset | None = None
        self.dataset: Dataset | None = None  # that of `open`
        self.checked_at = self.readable_at = float("-inf")  # the last check, and the last that succeeded
        self.failing = False  # whether the last check failed
        self.check_lock = Lock()
        self.draining = False
        self.closed = Event()
        self.check()
        if not self.database.is_local:
            Thread(target=self.check_regularly, daemon=True).start()

    def current(self) -> OpenDataset:
        """The open dataset. Raises NotReady when none can be read."""
        if self.serving() is None or self.open is None:
            raise self.cannot_be_read()
        return self.open

    def serving(self) -> Dataset | None:
        """The dataset being served, if any. Checks a local file once a second; for PostgreSQL a thread does that."""
        if self.database.is_local and time.monotonic() - self.checked_at >= CHECK_INTERVAL:
            self.check()
        return self.dataset

    def check_regularly(self) -> None:
        """Check until the store is closed, whatever comes: without checks it would never be ready again."""
        while not self.closed.wait(CHECK_INTERVAL / 2):
            try:
                self.check()
            except Exception:
                log.exception("%s could not be checked", self.database)

    def check(self) -> None:
        """Open the dataset that is in the database now, if it is another. On failure the open one stays open."""
        with self.check_lock:
            self.checked_at = time.monotonic()
            try:
                self.open_current()
            except DatasetReplaced:  # just now; the next check says more
                return
            except (OSError, SQLAlchemyError, LookupError, ValueError) as error:  # gone, or damaged
                self.report_failure(error)
                return
            self.readable_at = time.monotonic()
            if self.failing:
                self.failing = False
                log.warning("%s can be read again.", self.database)

    def open_current(self) -> None:
        """Open the dataset that is in the database now, if it is another. Raises whatever keeps it from being read."""
        identity = self.database.identity()
        if self.open is not None and self.open.identity == identity:
            return
        engine = self.database.read_only()
        connection = self.database.connect(self.database.checking(engine), identity)
        try:
            with Session(connection) as session:
                dataset = session.exec(select(Dataset)).one()
                session.expunge(dataset)
            envelope = make_envelope(dataset, self.base_url)
        except BaseException:
            self.database.close(connection)
            raise
        previous, self.open = self.open, OpenDataset(engine, dataset, identity, envelope)
        self.dataset = dataset
        self.release(self.open, connection)
        if previous is not None and previous.engine is not engine:
            previous.close()

    def report_failure(self, error: Exception) -> None:
        """Log why the database cannot be read, once until it can be read again."""
        if not self.failing:
            self.failing = True
            until = " What was read before is still served." if self.dataset and self.database.is_local else ""
            why = reason(error)
            end = "" if why.endswith((".", "?")) else "."
            log.warning("%s cannot be read: %s%s%s", self.database, why, end, until)

    def check_ready(self) -> Dataset:
        """The dataset being served. Raises NotReady if it cannot be read or the service is shutting down.

        Waits for no query.

        A file is read. For PostgreSQL it is enough that a check has succeeded within READY_SECONDS.
        """
        if self.draining:
            raise NotReady("The service is shutting down.")
        if self.database.is_local:
            with self.snapshot() as snapshot:
                snapshot.connection.execute(text("SELECT 1 FROM dataset"))
            return snapshot.dataset
        if self.dataset is None or self.unreadable_for() > READY_SECONDS:
            raise self.cannot_be_read()
        return self.dataset

    def unreadable_for(self) -> float:
        """The seconds since a check last succeeded."""
        return time.monotonic() - self.readable_at

    def drain(self) -> None:
        """Report from now on that the service is not ready, since it will stop soon."""
        self.draining = True

    def close(self) -> None:
        """Close the database."""
        self.closed.set()
        with self.check_lock:
            if self.open is not None:
                self.open.close()
            self.database.dispose()

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
        return await self.run_in_thread(endpoint)

    async def run_in_thread(self, endpoint: Callable[[], T]) -> T:
        """Run an endpoint in a thread. Raises Busy if none is free within the time limit of a query."""
        place = object()
        try:
            self.threads.acquire_on_behalf_of_nowait(place)
        except WouldBlock:
            await self.wait_for_thread(place)
        try:
            return await run_sync(endpoint, limiter=UNLIMITED)  # by itself, since this has a place
        finally:
            self.threads.release_on_behalf_of(place)

    async def wait_for_thread(self, place: object) -> None:
        """Wait until a thread is free. Raises Busy if none is within the time limit of a query."""
        try:
            with fail_after(self.query_seconds):
                await self.threads.acquire_on_behalf_of(place)
        except TimeoutError as error:
            raise Busy from error

    def may_run_inline(self, query: BaseModel) -> bool:
        """Whether a query should be cheap. Never one whose response is streamed, which outlasts the attempt."""
        if not self.database.is_local or isinstance(query, FileParams):
            return False
        if self.dataset is not None and self.dataset.records <= INLINE_RECORDS:
            return True
        return not isinstance(query, PagedQuery) or query.is_cheap

    @contextmanager
    def snapshot(self, pinned: OpenDataset | None = None) -> Iterator[Snapshot]:
        """A snapshot of the dataset, or of the one given, for a limited time.

        Raises NotReady, Busy or TooSlow when reading it fails.
        """
        seconds = inline_deadline.get() or self.query_seconds
        try:
            source, connection = self.connect(seconds, pinned)
        except PoolTimeout as error:
            raise Busy from error
        except (SQLAlchemyError, DatasetReplaced) as error:
            raise self.not_readable() from error
        with self.reading(source, connection, seconds):
            yield Snapshot(connection, source.dataset, source.envelope)
        self.release(source, connection)

    @contextmanager
    def reading(self, source: OpenDataset, connection: Connection, seconds: float) -> Iterator[None]:
        """Turn what goes wrong in reading into an ApiError, and close or keep the connection then."""
        started = time.monotonic()
        try:
            yield
        except SQLAlchemyError as error:
            self.database.close(connection)  # after an interrupt, sqlite3 would compile that statement anew each time
            raise self.failed_read(error, seconds, time.monotonic() - started) from error
        except ApiError:
            self.release(source, connection)
            raise
        except BaseException:
            self.database.close(connection)  # an abandoned stream, say, whose connection may be closed already
            raise

    def failed_read(self, error: SQLAlchemyError, seconds: float, took: float) -> ApiError:
        """The error for the client of a query that failed. One that takes too long is ended by whoever notices first.

        A server that does not even answer checks is not called slow.
        """
        if self.database.timed_out(error) or (took >= seconds and self.unreadable_for() <= READY_SECONDS):
            return TooSlow(seconds)
        return self.not_readable()

    @contextmanager
    def reader(self) -> Iterator["Reader"]:
        """What a streamed response reads from, page by page, for as long as its client takes.

        A file's connection is kept, since it outlives the replacement of the file, and needs no pool. PostgreSQL's are
        few, so each page has a transaction of its own. The first page after the dataset was replaced raises NotReady.
        """
        with ExitStack() as stack:
            if self.database.is_local:
                snapshot = stack.enter_context(self.snapshot())
                reader = Reader(self, snapshot.dataset, lambda: self.next_page(snapshot))
            else:
                source = self.current()
                reader = Reader(self, source.dataset, lambda: self.snapshot(source))
            stack.callback(reader.close)
            yield reader

    @contextmanager
    def next_page(self, snapshot: Snapshot) -> Iterator[Snapshot]:
        """The same snapshot, with the time limit of a query for the next page."""
        self.database.set_deadline(snapshot.connection, self.query_seconds)
        yield snapshot

    def connect(self, seconds: float, pinned: OpenDataset | None = None) -> tuple[OpenDataset, Connection]:
        """A connection with a deadline to the open dataset or, if that has been replaced, to the new one.

        If one is pinned it must be that: else raises DatasetReplaced. Raises NotReady when trying would be in vain.
        """
        if not self.database.is_local and self.unreadable_for() > GIVE_UP_SECONDS:
            raise self.cannot_be_read()
        for _ in range(CONNECT_ATTEMPTS):
            source = pinned or self.current()  # which checks a file, since not all who ask come by HTTP
            try:
                if self.database.modified_in_place(source.identity):  # what is mapped may be gone: do not touch it
                    raise DatasetReplaced(f"{self.database} was written to")
                connection = source.idle_connection() or self.database.connect(source.engine, source.identity)
            except DatasetReplaced:
                self.check()
                if pinned is not None and pinned is not self.open:
                    raise
            else:
                self.database.set_deadline(connection, seconds)
                return source, connection
        raise DatasetReplaced(f"{self.database} is being replaced faster than it can be read")

    def release(self, source: OpenDataset, connection: Connection) -> None:
        """Keep a connection to a file for the next response, unless the file has been replaced.

        Raises NotReady when the file was overwritten while it was read.
        """
        if self.database.modified_in_place(source.identity):
            self.database.close(connection)
            raise self.not_readable()
        if self.database.is_local and source is self.open and not self.closed.is_set():
            source.idle.append(connection)
        else:
            self.database.close(connection)

    def cannot_be_read(self) -> NotReady:
        """The error when no dataset can be read."""
        return NotReady(f"The database {self.database.name} cannot be read.")

    def not_readable(self) -> NotReady:
        """The error for a failed read; the next request checks the database again."""
        self.checked_at = float("-inf")
        return NotReady("The database could not be read.")


@dataclass
class Reader:
    """Reads one version of the dataset in pages. From the second page on it counts as one of the long streams."""

    store: DatasetStore
    dataset: Dataset
    snapshot: Callable[[], AbstractContextManager[Snapshot]]
    pages: int = 0
    is_long: bool = False

    @contextmanager
    def page(self) -> Iterator[Connection]:
        """A connection for the next page. Raises Busy when there are too many long streams."""
        self.pages += 1
        if self.pages > 1 and not self.is_long:
            self.is_long = self.store.streams.acquire(blocking=False)
            if not self.is_long:
                raise Busy("Too many long files are being downloaded.")
        with self.snapshot() as snapshot:
            yield snapshot.connection

    def close(self) -> None:
        """Let another stream be long."""
        if self.is_long:
            self.store.streams.release()
