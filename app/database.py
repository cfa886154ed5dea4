"""Engines: read-only connections to serve, and a writable one to build a new file."""

from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

Identity = tuple[int, int, int]


class Exchanged(Exception):
    """Another file has taken the place of the one that was opened."""


def identity(file: Path) -> Identity:
    """What tells a file from another of the same name."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def read_only(file: Path) -> Engine:
    """Connections that can not write, whatever is asked of them, all to the file that is there now.

    One that would reach another file raises Exchanged: the file is looked at after each connection is made.
    """
    opened = identity(file)
    url = URL.create("sqlite", database=f"file:{quote(str(file.absolute()))}", query={"mode": "ro", "uri": "true"})
    engine = create_engine(url, pool_size=8, max_overflow=32)
    run_on_connect(engine, "PRAGMA query_only=ON")

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        if not file.exists() or identity(file) != opened:
            raise Exchanged(f"{file} is not the file it was")

    return engine


def writable(file: Path) -> Engine:
    """Connections that build a file nobody reads yet: no journal beside it once it is done."""
    engine = create_engine(URL.create("sqlite", database=str(file.absolute())), poolclass=NullPool)
    run_on_connect(engine, "PRAGMA journal_mode=DELETE", "PRAGMA foreign_keys=ON", "PRAGMA synchronous=OFF")
    return engine


def unread(file: Path) -> Engine:
    """Connections that fill a file of their own, which is thrown away if that fails: nothing is undone.

    Documents are longer than SQLite's usual page. References are checked once, at the end (`check_references`).
    """
    engine = create_engine(URL.create("sqlite", database=str(file.absolute())), poolclass=NullPool)
    run_on_connect(
        engine,
        "PRAGMA page_size=16384",
        "PRAGMA journal_mode=OFF",
        "PRAGMA synchronous=OFF",
        "PRAGMA locking_mode=EXCLUSIVE",
        "PRAGMA cache_size=-200000",
    )
    return engine


def check_references(connection: Connection) -> None:
    """Raises IntegrityError when a row refers to one that there is not."""
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10):
        raise IntegrityError("PRAGMA foreign_key_check", None, ValueError(f"broken references: {broken}"))


def run_on_connect(engine: Engine, *pragmas: str) -> None:
    """Run the pragmas on each new connection of the engine."""

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()
