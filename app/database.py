"""Engines: read-only connections to serve, and a writable one to build a new file."""

import sqlite3
import time
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

STEPS = 20_000  # of SQLite's machine between two looks at the clock: a millisecond, about
DEADLINE = "deadline"
Identity = tuple[int, int, int]


class Exchanged(Exception):
    """Another file has taken the place of the one that was opened."""


def identity(file: Path) -> Identity:
    """What tells a file from another of the same name."""
    found = file.stat()
    return found.st_ino, found.st_mtime_ns, found.st_size


def rewritten(file: Path, opened: Identity) -> bool:
    """Whether the file that was opened has been written to. SQLite reads what was cut off as zeros, not as a fault."""
    try:
        found = identity(file)
    except OSError:
        return False
    return found != opened and found[0] == opened[0]


def read_only(file: Path) -> Engine:
    """Connections that can not write, whatever is asked of them, all to the file that is there now.

    One that would reach another file raises Exchanged: the file is looked at after each connection is made.
    """
    opened = identity(file)
    url = URL.create("sqlite", database=f"file:{quote(str(file.absolute()))}", query={"mode": "ro", "uri": "true"})
    # No waiting for a lock: others wait for the process, and who wants to write has no business here.
    engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"timeout": 0})
    # Locks are kept once they are taken: a file that is never written needs no asking for them at each question.
    run_on_connect(engine, "PRAGMA query_only=ON", "PRAGMA locking_mode=EXCLUSIVE")

    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        if not file.exists() or identity(file) != opened:
            raise Exchanged(f"{file} is not the file it was")
        record.info[DEADLINE] = deadline = [float("inf")]
        connection.set_progress_handler(lambda: time.monotonic() > deadline[0], STEPS)

    return engine


def allow(connection: Connection, seconds: float) -> None:
    """Give what is asked of a read-only connection from now on so much time in all."""
    connection.info[DEADLINE][0] = time.monotonic() + seconds


def overran(error: SQLAlchemyError) -> bool:
    """Whether reading failed because its time was up."""
    return getattr(getattr(error, "orig", None), "sqlite_errorname", "") == "SQLITE_INTERRUPT"


def writable(file: Path) -> Engine:
    """Connections that build a file nobody reads yet: no journal beside it once it is done."""
    engine = create_engine(URL.create("sqlite", database=str(file.absolute())), poolclass=NullPool)
    run_on_connect(engine, "PRAGMA journal_mode=DELETE", "PRAGMA foreign_keys=ON", "PRAGMA synchronous=OFF")
    return engine


def run_on_connect(engine: Engine, *pragmas: str) -> None:
    """Run the pragmas on each new connection of the engine."""

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()
