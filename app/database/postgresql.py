"""PostgreSQL: a database that may be elsewhere. A load is one transaction; an answer reads one state of the data."""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import Any

from sqlalchemy import URL, Column, Connection, Engine, String, create_engine, event, text
from sqlalchemy.dialects.postgresql.base import PGDDLCompiler
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from app.database.base import Database, Exchanged, Identity

DRIVER = "postgresql+psycopg"
WRITERS = int.from_bytes(b"skirmish")  # the lock that whoever writes holds
CONNECTIONS = 10  # of a server process; whoever finds none free within the time of a question is told to come back
REACH = 5  # seconds to reach the server
CANCELED = "57014"  # the code of a statement that was ended
STAMP = "SELECT xmin::text, digest FROM dataset"  # which transaction loaded it, and what


class PostgreSQL(Database):
    """A database of a server."""

    near = False

    def __init__(self, url: URL, seconds: float) -> None:
        if importlib.util.find_spec("psycopg") is None:
            raise ValueError(f"{DRIVER} needs psycopg; install it with: pip install 'psycopg[binary]'")
        self.url = url
        self.seconds = seconds
        self.name = url.database or url.username or ""

    def __str__(self) -> str:
        return self.url.set(query={}).render_as_string(hide_password=True)  # a query may hold a password too

    @cached_property
    def serving(self) -> Engine:
        """One pool for all versions of the data. What a transaction reads first it reads to its end."""
        return create_engine(
            with_options(self.url, default_transaction_read_only="on", statement_timeout=f"{self.seconds * 1000:.0f}"),
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": REACH},
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=self.seconds,
        )

    def identity(self) -> Identity:
        """What the transaction that loaded the data left in its one row."""
        with self.serving.connect() as connection:
            return stamp(connection)

    def read_only(self) -> Engine:
        """Connections whose transactions are read-only."""
        return self.serving

    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A transaction that sees the data of this identity. A connection that was lost is an exchange too."""
        try:
            with ExitStack() as opened:
                connection = opened.enter_context(engine.connect())
                if stamp(connection) == identity:
                    opened.pop_all()  # it stays open
                    return connection
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        raise Exchanged(f"{self} has other data, or had to be reached again")

    def spoilt(self, identity: Identity) -> bool:
        """Never: a transaction sees one state of the data."""
        return False

    def allow(self, connection: Connection, seconds: float) -> None:
        """The server itself ends each statement after the time that the session began with."""

    def overran(self, error: SQLAlchemyError) -> bool:
        """Whether the server ended a statement."""
        return getattr(getattr(error, "orig", None), "sqlstate", "") == CANCELED

    def writable(self) -> Engine:
        """Connections whose transactions follow one another, so that loads and migrations never mix."""
        engine = create_engine(self.url, poolclass=NullPool, connect_args={"connect_timeout": REACH})
        engine.dialect.ddl_compiler = ByBytes

        @event.listens_for(engine, "begin")
        def _(connection: Connection) -> None:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")

        return engine

    @contextmanager
    def rebuilding(self, prepare: Callable[[Engine], None]) -> Iterator[Connection]:
        """Rows out and rows in; who reads meanwhile sees the old ones. TRUNCATE would show them an empty table."""
        engine = self.writable()
        prepare(engine)
        with engine.begin() as connection:
            tables = list(reversed(SQLModel.metadata.sorted_tables))
            for table in tables:
                connection.execute(table.delete())
                if (counter := table.autoincrement_column) is not None:  # counts from one again, as in a new file
                    connection.execute(text(f"ALTER SEQUENCE {table.name}_{counter.name}_seq RESTART"))
            yield connection
            connection.execute(text(f"ANALYZE {', '.join(table.name for table in tables)}"))


class ByBytes(PGDDLCompiler):
    """Text sorts by its bytes, as in SQLite, whatever the language of the server: order and cursors are the same."""

    def get_column_specification(self, column: Column[Any], **options: Any) -> str:
        """A column, with its collation where it holds text."""
        said: str = super().get_column_specification(column, **options)  # type: ignore[no-untyped-call]
        return f'{said} COLLATE "C"' if issubclass(column.type._type_affinity or object, String) else said


def with_options(url: URL, **options: str) -> URL:
    """The URL, with options that each session begins with, after its own."""
    own = url.query.get("options", ())
    given = [own] if isinstance(own, str) else list(own)
    return url.update_query_dict({"options": " ".join([*given, *(f"-c {name}={on}" for name, on in options.items())])})


def stamp(connection: Connection) -> Identity:
    """The identity of the data that the connection's transaction sees."""
    return tuple(connection.execute(text(STAMP)).one())
