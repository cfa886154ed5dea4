"""PostgreSQL. A load is one transaction; each response reads one snapshot of the data."""

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from math import ceil
from typing import Any

from sqlalchemy import URL, Column, Connection, Engine, String, create_engine, event, text
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool, PoolProxiedConnection
from sqlmodel import SQLModel

from app.database.base import Database, DatasetReplaced, Identity
from app.database.watchdog import watchdog

DRIVER = "postgresql+psycopg"
ENCODING = "UTF8"
APPLICATION = "skirmishes"  # how the server's own views and log name our sessions
WRITE_LOCK = int.from_bytes(b"skirmish")  # the advisory lock that loads and migrations take
LOCK_SECONDS = 60.0  # how long a load waits for another
POOL_SIZE = 10  # connections of one server process for queries
CONNECT_SECONDS = 5
CHECK_SECONDS = 2  # for a check of the store; the least that libpq takes as a limit for connecting
MARGIN = 0.5  # seconds that the server has for reporting that the time limit of a statement was reached
QUERY_CANCELED, LOCK_NOT_AVAILABLE = "57014", "55P03"  # SQLSTATEs of statements that reached their time limit
UNDEFINED = {"42P01", "42703", "3F000"}  # SQLSTATEs: no such table, column or schema
# The id of the transaction that loaded the data, and its digest. The time limit holds to the end of the transaction and
# not of the session, so that it works through PgBouncer too, where a session has several clients.
IDENTITY = "SELECT xmin::text, digest, set_config('statement_timeout', :milliseconds, true) FROM dataset"
LOCK = (
    f"SELECT set_config('lock_timeout', :milliseconds, true), pg_advisory_xact_lock({WRITE_LOCK})",
    "SELECT set_config('lock_timeout', '0', true)",
)


class PostgreSQL(Database):
    """A dataset in a PostgreSQL database."""

    is_local = False

    def __init__(self, url: URL, seconds: float, lock_seconds: float = LOCK_SECONDS) -> None:
        if importlib.util.find_spec("psycopg") is None:
            raise ValueError(f"{DRIVER} needs psycopg. Install it with: pip install 'psycopg[binary]'")
        self.url = url
        self.seconds = seconds
        self.lock_seconds = lock_seconds
        self.told_to_wait = False
        self.name = url.database or url.username or ""

    def __str__(self) -> str:
        return self.url.set(query={}).render_as_string(hide_password=True)  # the query may hold a password too

    @cached_property
    def serving(self) -> Engine:
        """One connection pool for all versions of the data."""
        return self.read_only_engine(POOL_SIZE, self.seconds)

    @cached_property
    def checks(self) -> Engine:
        """One connection for the store's checks."""
        return self.read_only_engine(1, CHECK_SECONDS)

    def read_only_engine(self, size: int, seconds: float) -> Engine:
        """A pool whose transactions only read, each of them one snapshot, and end when they take too long."""
        engine = self.make_engine(
            min(CONNECT_SECONDS, max(CHECK_SECONDS, ceil(seconds))),
            isolation_level="REPEATABLE READ",
            pool_size=size,
            max_overflow=0,
            pool_timeout=self.seconds,
        )
        limit = seconds + MARGIN

        def make_read_only(connection: Any, record: ConnectionPoolEntry) -> None:
            connection.read_only = True
            watchdog.watch(connection, limit)

        def watch(connection: Any, record: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
            watchdog.watch(connection, limit)

        def forget(connection: Any, record: ConnectionPoolEntry) -> None:
            watchdog.forget(connection)

        event.listen(engine, "connect", make_read_only, insert=True)  # before SQLAlchemy's own, which sends queries
        event.listen(engine, "checkout", watch)
        event.listen(engine, "checkin", forget)
        event.listen(engine, "close", forget)
        return engine

    def make_engine(self, connect_seconds: int, **options: Any) -> Engine:
        """An engine over this database. Raises ValueError on connecting if its encoding is not UTF8.

        Statements are not prepared on the server: with PgBouncer the next transaction may have another server process,
        to which they are unknown.
        """
        arguments = {
            "connect_timeout": connect_seconds,
            "prepare_threshold": None,
            "fallback_application_name": APPLICATION,  # unless the URL or PGAPPNAME gives a name
        }
        engine = create_engine(self.url, connect_args=arguments, **options)

        @event.listens_for(engine, "connect", insert=True)
        def _(connection: Any, *_: Any) -> None:
            try:
                self.check_encoding(connection)
            except ValueError:
                connection.close()  # SQLAlchemy leaves it open
                raise

        return engine

    def check_encoding(self, connection: Any) -> None:
        """Refuse a database that cannot hold our texts; psycopg would return those of SQL_ASCII as bytes."""
        encoding = connection.info.parameter_status("server_encoding")
        if encoding not in {ENCODING, None}:
            cure = f"createdb -E {ENCODING} -T template0 --locale=C.UTF-8 {self.name}"
            raise ValueError(f"the encoding of the database is {encoding}, not {ENCODING}; create it with: {cure}")

    def identity(self) -> Identity:
        """The id of the transaction that loaded the dataset, and the dataset's digest.

        Raises TimeoutError when the server does not answer. A lost connection is replaced at once, by a second attempt;
        there is no third, since a pooler whose server is away accepts every connection and then closes it.
        """
        started = time.monotonic()
        try:
            try:
                return self.check_identity()
            except DBAPIError as error:
                if not error.connection_invalidated or time.monotonic() - started >= CHECK_SECONDS:
                    raise
                return self.check_identity()
        except DBAPIError as error:
            if time.monotonic() - started >= CHECK_SECONDS:
                raise TimeoutError(f"no answer within {CHECK_SECONDS} seconds") from error
            raise

    def check_identity(self) -> Identity:
        """The identity of the dataset, by the connection for checks."""
        with self.checks.connect() as connection:
            return self.read_identity(connection)

    def read_identity(self, connection: Connection) -> Identity:
        """The identity of the dataset that the connection's transaction sees. Sets the transaction's time limit too."""
        row = connection.execute(text(IDENTITY), {"milliseconds": milliseconds(self.seconds)}).one()
        return row[0], row[1]

    def read_only(self) -> Engine:
        """Connections whose transactions are read-only."""
        return self.serving

    def checking(self, engine: Engine) -> Engine:
        """At a connection of their own."""
        return self.checks

    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A transaction that sees the dataset with this identity. A lost connection raises DatasetReplaced too.

        One that was cut because the server did not answer raises OperationalError: another would fare no better.
        """
        started = time.monotonic()
        try:
            with ExitStack() as opened:
                connection = opened.enter_context(engine.connect())
                if self.read_identity(connection) == identity:
                    opened.pop_all()  # keep it open
                    return connection
        except DBAPIError as error:
            if not error.connection_invalidated or time.monotonic() - started >= self.seconds:
                raise
        raise DatasetReplaced(f"{self} holds another dataset, or the connection was lost")

    def close(self, connection: Connection) -> None:
        """End the transaction; SQLAlchemy discards the connection if that fails."""
        with suppress(DBAPIError):
            connection.close()

    def dispose(self) -> None:
        """Close those of both pools."""
        for engine in (self.serving, self.checks):
            engine.dispose()

    def modified_in_place(self, identity: Identity) -> bool:
        """Never: a transaction sees one snapshot of the data."""
        return False

    def set_deadline(self, connection: Connection, seconds: float) -> None:
        """Nothing to do: the transaction has a time limit already."""

    def holds_nothing(self, error: DBAPIError) -> bool:
        """Whether a table or column does not exist."""
        return sqlstate(error) in UNDEFINED

    def timed_out(self, error: SQLAlchemyError) -> bool:
        """Whether the server cancelled the statement."""
        return sqlstate(error) == QUERY_CANCELED

    def writable(self) -> Engine:
        """Connections whose transactions run one after another, so that loads and migrations never mix."""
        engine = self.make_engine(CONNECT_SECONDS, poolclass=NullPool)
        engine.dialect.ddl_compiler = CCollationCompiler
        event.listen(engine, "begin", self.wait_for_other_loads)
        return engine

    def wait_for_other_loads(self, connection: Connection) -> None:
        """Let no other load or migration begin before this transaction ends. Raises ValueError if one takes too long.

        Says on standard error that it waits, once.
        """
        if connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({WRITE_LOCK})").scalar_one():
            return
        if not self.told_to_wait:
            self.told_to_wait = True
            sys.stderr.write(f"Waiting for another load or migration of {self} to end.\n")
            sys.stderr.flush()
        try:
            for statement in LOCK:
                connection.execute(text(statement), {"milliseconds": milliseconds(self.lock_seconds)})
        except DBAPIError as error:
            if sqlstate(error) != LOCK_NOT_AVAILABLE:
                raise
            raise ValueError(
                f"{self}: another load or migration has not ended within {self.lock_seconds:g} seconds. "
                "Nothing was changed; try again later."
            ) from error

    @contextmanager
    def replace_dataset(self, prepare: Callable[[Engine], None]) -> Iterator[Connection]:
        """Delete all rows and insert the new ones; meanwhile readers see the old rows, unlike with TRUNCATE."""
        engine = self.writable()
        prepare(engine)
        with engine.begin() as connection:
            tables = list(reversed(SQLModel.metadata.sorted_tables))
            for table in tables:
                connection.execute(table.delete())
                if (counter := table.autoincrement_column) is not None:  # restart at 1, as in a new file
                    connection.execute(text(f"ALTER SEQUENCE {table.name}_{counter.name}_seq RESTART"))
            yield connection
            connection.execute(text(f"ANALYZE {', '.join(table.name for table in tables)}"))


class CCollationCompiler(PGDDLCompiler):
    """Gives text columns the collation "C", so that they sort by bytes as in SQLite and cursors mean the same."""

    def get_column_specification(self, column: Column[Any], **options: Any) -> str:
        """The DDL of a column, with the collation if it holds text."""
        ddl: str = super().get_column_specification(column, **options)  # type: ignore[no-untyped-call]
        return f'{ddl} COLLATE "C"' if issubclass(column.type._type_affinity or object, String) else ddl


def milliseconds(seconds: float) -> str:
    """A time limit as PostgreSQL takes it; 0 would mean none."""
    return str(max(1, round(seconds * 1000)))


def sqlstate(error: SQLAlchemyError) -> str | None:
    """The code that the server gave the error, if it is one of the server's."""
    state: str | None = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state
