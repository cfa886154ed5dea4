"""A real PgBouncer in front of a PostgreSQL server of the tests, as it comes or as docs/ configure it."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.support.configuration import documented
from tests.support.postgres import OWNER, PostgresServer
from tests.support.privileges import unprivileged
from tests.support.servers import free_port
from tests.support.waiting import PATIENCE, wait_until

PROGRAM = "pgbouncer"
CONFIGURATION = """
[databases]
* = host={server} user={owner}
[pgbouncer]
pool_mode = transaction
auth_type = any
listen_port = {port}
unix_socket_dir = {folder}
default_pool_size = 4
"""


def program() -> str | None:
    """Its path. Debian puts it where only root looks."""
    return shutil.which(PROGRAM, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


class PgBouncer:
    """A PgBouncer on a socket in a folder of its own, which can be killed and started again."""

    def __init__(self, folder: Path, port: int, configuration: str) -> None:
        self.folder, self.port = folder, port
        self.before, self.user = unprivileged()
        self.process: subprocess.Popen[bytes] | None = None
        (folder / "configuration.ini").write_text(configuration)
        if self.user is not None:
            shutil.chown(folder, self.user)

    def start(self) -> None:
        """Start it, and wait until it listens."""
        path = program()
        assert path is not None
        command = [*self.before, path, str(self.folder / "configuration.ini")]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(command, user=self.user, cwd=self.folder, stdout=log, stderr=log)
        self.process = process
        wait_until(lambda: process.poll() is not None or self.listens())
        assert process.poll() is None, self.log()

    def listens(self) -> bool:
        """Whether it takes connections."""
        with socket.socket(socket.AF_UNIX) as probe:
            return probe.connect_ex(str(self.folder / f".s.PGSQL.{self.port}")) == 0

    def end(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End it, and the connections of its clients."""
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)

    def url(self, direct: URL) -> URL:
        """A database of the server, reached through it."""
        return direct.set(query={"host": str(self.folder), "port": str(self.port)})

    def log(self) -> str:
        """What it has printed."""
        return (self.folder / "log").read_text()


def needed() -> None:
    """Skip the test where it is not installed, or fail when CI is set."""
    if program() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no PgBouncer: install the package pgbouncer")


@contextmanager
def running(server: PostgresServer) -> Iterator[PgBouncer]:
    """One in front of a server, with pooling by transaction and else as it comes."""
    needed()
    with tempfile.TemporaryDirectory(prefix="bouncer", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        text = CONFIGURATION.format(server=server.folder, owner=OWNER, port=port, folder=folder)
        with started(PgBouncer(folder, port, text)) as bouncer:
            yield bouncer


@contextmanager
def as_documented(server: PostgresServer, users: Mapping[str, str]) -> Iterator[PgBouncer]:
    """The PgBouncer of docs/pgbouncer.ini in front of a server, for these users with their passwords."""
    needed()
    with tempfile.TemporaryDirectory(prefix="bouncer", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        machine = {
            "host=10.0.0.22": f"host={server.folder}",
            "10.0.0.31": "127.0.0.1",
            "listen_port = 6432": f"listen_port = {port}",
            "/var/run/postgresql": name,
            "/etc/pgbouncer": name,
        }
        (folder / "userlist.txt").write_text("".join(f'"{user}" "{word}"\n' for user, word in users.items()))
        with started(PgBouncer(folder, port, documented("pgbouncer.ini", machine))) as bouncer:
            yield bouncer


@contextmanager
def started(bouncer: PgBouncer) -> Iterator[PgBouncer]:
    """Start one, and end it at the end."""
    bouncer.start()
    try:
        yield bouncer
    finally:
        bouncer.end()
