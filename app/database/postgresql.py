"""PostgreSQL. A load is one transaction; each response reads one snapshot of the data."""

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

from app.database.base import Database, DatasetReplaced, Identity

DRIVER = "postgresql+psycopg"
WRITE_LOCK = int.from_bytes(b"skirmish")  # the advisory lock that loads and migrations take
POOL_SIZE = 10  # connections of one server process
CONNECT_SECONDS = 5
QUERY_CANCELED = "57014"  # SQLSTATE of a statement that reached its time limit
IDENTITY = "SELECT xmin::text, digest FROM dataset"  # the transaction that loaded the data, and its digest


class PostgreSQL(Database):
    """A dataset in a PostgreSQL database."""

    is_local = False

    def __init__(self, url: URL, seconds: float) -> None:
        if importlib.util.find_spec("psycopg") is None:
            raise ValueError(f"{DRIVER} needs psycopg. Install it with: pip install 'psycopg[binary]'")
        self.url = url
        self.seconds = seconds
        self.name = url.database or url.username or ""

    def __str__(self) -> str:
        return self.url.set(query={}).render_as_string(hide_password=True)  # the query may hold a password too

    @cached_property
    def serving(self) -> Engine:
        """One connection pool for all versions of the data; a transaction sees one snapshot to its end."""
        return create_engine(
            with_options(self.url, default_transaction_read_only="on", statement_timeout=f"{self.seconds * 1000:.0f}"),
            isolation_level="REPEATABLE READ",
            connect_args={"connect_timeout": CONNECT_SECONDS},
            pool_size=POOL_SIZE,
            max_overflow=0,
            pool_timeout=self.seconds,
        )

    def identity(self) -> Identity:
        """The id of the transaction that loaded the dataset, and the dataset's digest."""
        with self.serving.connect() as connection:
            return read_identity(connection)

    def read_only(self) -> Engine:
        """Connections whose transactions are read-only."""
        return self.serving

    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A transaction that sees the dataset with this identity. A lost connection raises DatasetReplaced too."""
        try:
            with ExitStack() as opened:
                connection = opened.enter_context(engine.connect())
                if read_identity(connection) == identity:
                    opened.pop_all()  # keep it open
                    return connection
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        raise DatasetReplaced(f"{self} holds another dataset, or the connection was lost")

    def modified_in_place(self, identity: Identity) -> bool:
        """Never: a transaction sees one snapshot of the data."""
        return False

    def set_deadline(self, connection: Connection, seconds: float) -> None:
        """Nothing to do: `statement_timeout` limits each statement of the session."""

    def timed_out(self, error: SQLAlchemyError) -> bool:
        """Whether the server cancelled the statement."""
        return getattr(getattr(error, "orig", None), "sqlstate", "") == QUERY_CANCELED

    def writable(self) -> Engine:
        """Connections whose transactions run one after another, so that loads and migrations never mix."""
        engine = create_engine(self.url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})
        engine.dialect.ddl_compiler = CCollationCompiler

        @event.listens_for(engine, "begin")
        def _(connection: Connection) -> None:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")

        return engine

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


def with_options(url: URL, **options: str) -> URL:
    """The URL with session options added to its own."""
    own = url.query.get("options", ())
    parts = [own] if isinstance(own, str) else list(own)
    return url.update_query_dict({"options": " ".join([*parts, *(f"-c {name}={on}" for name, on in options.items())])})


def read_identity(connection: Connection) -> Identity:
    """The identity of the dataset that the connection's transaction sees."""
    return tuple(connection.execute(text(IDENTITY)).one())
