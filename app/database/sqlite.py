"""SQLite: a file that nobody writes. A load builds a new one beside it, which then takes its place."""

import glob
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from app.database.base import Database, Exchanged, Identity

STEPS = 20_000  # of SQLite's machine between two looks at the clock: a millisecond, about
DEADLINE = "deadline"


class SQLite(Database):
    """A file."""

    near = True

    def __init__(self, file: Path) -> None:
        self.file, self.path = file, str(file)
        self.name = file.name

    def __str__(self) -> str:
        return str(self.file)

    def identity(self) -> Identity:
        """What tells a file from another of the same name."""
        found = os.stat(self.path)  # noqa: PTH116, asked once for each answer, and half as long as a Path's
        return found.st_ino, found.st_mtime_ns, found.st_size

    def read_only(self) -> Engine:
        """Connections to the file that is there now; one that would reach another raises Exchanged.

        The file is looked at after each connection is made.
        """
        opened = self.identity()
        path = f"file:{quote(str(self.file.absolute()))}"
        url = URL.create("sqlite", database=path, query={"mode": "ro", "uri": "true"})
        # No waiting for a lock: others wait for the process, and who wants to write has no business here.
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"timeout": 0})
        # Locks are kept once they are taken: a file that is never written needs no asking for them at each question.
        run_on_connect(engine, "PRAGMA query_only=ON", "PRAGMA locking_mode=EXCLUSIVE")

        @event.listens_for(engine, "connect")
        def _(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
            if not self.file.exists() or self.identity() != opened:
                raise Exchanged(f"{self.file} is not the file it was")
            record.info[DEADLINE] = deadline = [float("inf")]
            connection.set_progress_handler(lambda: time.monotonic() > deadline[0], STEPS)

        return engine

    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A connection to the file the engine was made for, which keeps its data though another takes its name."""
        return engine.connect()

    def spoilt(self, identity: Identity) -> bool:
        """Whether the file was written to. SQLite reads what was cut off as zeros, not as a fault."""
        try:
            found = self.identity()
        except OSError:
            return False
        return found != identity and found[0] == identity[0]

    def allow(self, connection: Connection, seconds: float) -> None:
        """Set when the connection's time is up; SQLite itself looks at the clock."""
        connection.info[DEADLINE][0] = time.monotonic() + seconds

    def overran(self, error: SQLAlchemyError) -> bool:
        """Whether the time was up."""
        return getattr(getattr(error, "orig", None), "sqlite_errorname", "") == "SQLITE_INTERRUPT"

    def writable(self) -> Engine:
        """Connections to a file that nobody reads yet: no journal beside it once it is done."""
        engine = create_engine(URL.create("sqlite", database=str(self.file.absolute())), poolclass=NullPool)
        run_on_connect(engine, "PRAGMA journal_mode=DELETE", "PRAGMA foreign_keys=ON", "PRAGMA synchronous=OFF")
        return engine

    @contextmanager
    def rebuilding(self, prepare: Callable[[Engine], None]) -> Iterator[Connection]:
        """A new file beside the old one, then a rename."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(self.file)
        building = self.file.with_name(f"{self.file.name}.{os.getpid()}.building")
        try:
            building.unlink(missing_ok=True)
            building.touch()  # where that is forbidden, the system's own error says so best
            engine = unread(building)
            prepare(engine)
            with engine.begin() as connection:
                yield connection
                connection.execute(text("ANALYZE"))  # so that the database knows which index narrows most
                check_references(connection)
            engine.dispose()
            building.replace(self.file)
        finally:
            building.unlink(missing_ok=True)


def unread(file: Path) -> Engine:
    """Connections that fill a file of their own, which is thrown away if that fails: nothing is undone.

    Documents are longer than SQLite's usual page. References are checked once, at the end (`check_references`).
    """
    engine = create_engine(URL.create("sqlite", database=str(file.absolute())), poolclass=NullPool)
    run_on_connect(
        engine,
        "PRAGMA page_size=8192",
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


def clear_abandoned(target: Path) -> None:
    """Remove what an interrupted load left beside the target; a load that is still under way keeps its file."""
    for file in target.parent.glob(f"{glob.escape(target.name)}.*.building*"):
        process = file.name.removeprefix(f"{target.name}.").partition(".")[0]
        if process.isdecimal() and not alive(int(process)):
            file.unlink(missing_ok=True)


def alive(process: int) -> bool:
    """Whether there is a process with this id, as far as can be told: in doubt there is."""
    if os.name != "posix":
        return True  # elsewhere the question itself can end a process
    try:
        os.kill(process, 0)  # signal 0 asks, and does nothing
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
