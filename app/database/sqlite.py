"""SQLite: a file that is never written while it is served. A load builds a new file and renames it over the old one."""

import glob
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from app.database.base import Database, DatasetReplaced, Identity

HEADER = b"SQLite format 3\0"  # the first bytes of every database that is not empty
STEPS = 20_000  # instructions of SQLite's virtual machine between two checks of the deadline: about a millisecond
DEADLINE = "deadline"
MAPPED_BYTES = 1 << 40


class SQLite(Database):
    """A dataset in one file."""

    is_local = True

    def __init__(self, file: Path) -> None:
        self.file, self.path = file, str(file)
        self.name = printable(file.name)

    def __str__(self) -> str:
        return printable(self.path)

    def identity(self) -> Identity:
        """The inode, modification time and size, which tell a file from another of the same name."""
        status = os.stat(self.path)  # noqa: PTH116, called for each response, and twice as fast as Path.stat
        return status.st_ino, status.st_mtime_ns, status.st_size

    def read_only(self) -> Engine:
        """Connections to the present file. Raises DatasetReplaced when the file has been replaced or is gone."""
        identity = self.identity()
        path = f"file:{quote(os.fsencode(self.file.absolute()))}"
        url = URL.create("sqlite", database=path, query={"mode": "ro", "uri": "true"})
        # Do not wait for a lock: other requests would wait too, and nothing should write to this file.
        engine = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT", connect_args={"timeout": 0})
        # Keep the shared lock: a file that is never written does not need a new lock for each query.
        # Map the file: reading a page then copies nothing. SQLite may map less than it is asked to.
        run_on_connect(
            engine, "PRAGMA query_only=ON", "PRAGMA locking_mode=EXCLUSIVE", f"PRAGMA mmap_size={MAPPED_BYTES}"
        )

        @event.listens_for(engine, "connect")
        def _(connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
            if not self.file.exists() or self.identity() != identity:
                raise DatasetReplaced(f"{self.file} has been replaced")
            record.info[DEADLINE] = deadline = [float("inf")]
            connection.set_progress_handler(lambda: time.monotonic() > deadline[0], STEPS)

        return engine

    def connect(self, engine: Engine, identity: Identity) -> Connection:
        """A connection to the engine's file, which stays readable after another file takes its name."""
        return engine.connect()

    def dispose(self) -> None:
        """Nothing to do: the store keeps those that are not in use."""

    def modified_in_place(self, identity: Identity) -> bool:
        """Whether the file was written to. SQLite reads a truncated file as zeros, without an error."""
        try:
            current = self.identity()
        except OSError:
            return False
        return current != identity and current[0] == identity[0]

    def set_deadline(self, connection: Connection, seconds: float) -> None:
        """Set the time after which SQLite's progress handler interrupts the connection's queries."""
        connection.info[DEADLINE][0] = time.monotonic() + seconds

    def holds_nothing(self, error: DBAPIError) -> bool:
        """Always: whatever is there, a load puts a new file in its place."""
        return True

    def timed_out(self, error: SQLAlchemyError) -> bool:
        """Whether the progress handler interrupted the query."""
        return getattr(getattr(error, "orig", None), "sqlite_errorname", "") == "SQLITE_INTERRUPT"

    def writable(self) -> Engine:
        """Connections to a file that is not being served; no journal file is left beside it."""
        engine = create_engine(URL.create("sqlite", database=str(self.file.absolute())), poolclass=NullPool)
        run_on_connect(engine, "PRAGMA journal_mode=DELETE", "PRAGMA foreign_keys=ON", "PRAGMA synchronous=OFF")
        return engine

    @contextmanager
    def replace_dataset(self, prepare: Callable[[Engine], None]) -> Iterator[Connection]:
        """Build a new file beside the old one, then rename it. A symbolic link is followed, and stays.

        Raises ValueError, before anything is done, if the file holds something else that would be lost.
        """
        target = Path(os.path.realpath(self.file))
        if holds_something_else(target):
            raise ValueError(
                f"{self} holds something else, which a load would replace. Name another file, or remove it."
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(target)
        building = target.with_name(f"{target.name}.{os.getpid()}.building")
        try:
            building.unlink(missing_ok=True)
            building.touch()  # raises the system's own error where the folder is not writable
            engine = build_engine(building)
            prepare(engine)
            with engine.begin() as connection:
                yield connection
                connection.execute(text("ANALYZE"))  # gives the query planner its statistics
                check_references(connection)
            engine.dispose()
            building.replace(target)
        finally:
            building.unlink(missing_ok=True)


def holds_something_else(file: Path) -> bool:
    """Whether a file is there that is neither empty nor a database of ours, as far as it can be read.

    A damaged database is one of ours, since all it needs is to be loaded again.
    """
    try:
        with file.open("rb") as opened:
            start = opened.read(len(HEADER))
    except FileNotFoundError:
        return False
    if start != HEADER:
        return start != b""
    try:
        with closing(sqlite3.connect(f"file:{quote(os.fsencode(file))}?mode=ro", uri=True)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError:
        return False
    return bool(tables) and "alembic_version" not in tables


def printable(name: str) -> str:
    """A file's name, with a replacement character for each byte that is not UTF-8, which could not be printed."""
    return os.fsencode(name).decode(errors="replace")


def build_engine(file: Path) -> Engine:
    """Connections that fill a new file fast, without a journal: after an error the file is thrown away.

    The pages are larger than usual because documents are. Foreign keys are checked once, at the end.
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


def write_out(connection: Connection) -> None:
    """Write everything to the file that is being built, so that `connect_while_built` sees it. The load goes on."""
    driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    try:
        driver.commit()
    except sqlite3.Error as error:  # the disk is full, say
        raise OperationalError("COMMIT", None, error) from error


def connect_while_built(file: Path) -> Connection:
    """A connection of another process to a file that is being built, for tables that are filled already.

    It takes no locks, since the one that writes never lets go of its own. To SQLite the file is therefore immutable:
    what is written later is not seen.
    """
    url = URL.create("sqlite", database=f"file:{quote(str(file.absolute()))}", query={"immutable": "1", "uri": "true"})
    return create_engine(url, poolclass=NullPool).connect()


def check_references(connection: Connection) -> None:
    """Raise IntegrityError when a row refers to a row that does not exist."""
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10):
        raise IntegrityError("PRAGMA foreign_key_check", None, ValueError(f"broken references: {broken}"))


def run_on_connect(engine: Engine, *pragmas: str) -> None:
    """Run these pragmas on each new connection of the engine."""

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()


def clear_abandoned(target: Path) -> None:
    """Remove the files that loads which were killed left beside the target."""
    for file in abandoned(target):
        file.unlink(missing_ok=True)


def abandoned(target: Path) -> Iterator[Path]:
    """The files that loads which were killed left beside the target; not those of loads still running."""
    for file in target.parent.glob(f"{glob.escape(target.name)}.*.building*"):
        process = file.name.removeprefix(f"{target.name}.").partition(".")[0]
        if process.isdecimal() and not is_running(int(process)):
            yield file


def is_running(process: int) -> bool:
    """Whether a process with this id exists; true when that cannot be found out."""
    if os.name != "posix":
        return True  # on other systems os.kill would end the process
    try:
        os.kill(process, 0)  # signal 0 only checks that the process exists
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
