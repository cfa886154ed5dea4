"""A real PgBouncer in front of the PostgreSQL server of the tests, with transaction pooling and else as it comes."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL

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
    """A running PgBouncer, on a socket in a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port

    def url(self, direct: URL) -> URL:
        """A database of the server, reached through it."""
        return direct.set(query={"host": str(self.folder), "port": str(self.port)})

    def log(self) -> str:
        """What it has printed."""
        return (self.folder / "log").read_text()


@contextmanager
def running(server: PostgresServer) -> Iterator[PgBouncer]:
    """One in front of a server. Where it is not installed the test is skipped, or fails when CI is set."""
    path = program()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no PgBouncer: install the package pgbouncer")
    before, user = unprivileged()
    with tempfile.TemporaryDirectory(prefix="bouncer", ignore_cleanup_errors=True) as name:
        folder, port = Path(name), free_port()
        text = CONFIGURATION.format(server=server.folder, owner=OWNER, port=port, folder=folder)
        (folder / "configuration.ini").write_text(text)
        if user is not None:
            shutil.chown(folder, user)
        command = [*before, path, str(folder / "configuration.ini")]
        with (
            (folder / "log").open("ab") as log,
            subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=log) as process,
        ):
            bouncer = PgBouncer(folder, port)
            wait_until(lambda: process.poll() is not None or (folder / f".s.PGSQL.{port}").exists())
            assert process.poll() is None, bouncer.log()
            try:
                yield bouncer
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(PATIENCE)
