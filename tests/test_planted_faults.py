"""Three faults that an operator meets, each found with `check`, in the log and in the metrics."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from app.urls import READY
from tests.support import cli, postgres
from tests.support.paths import ROOT
from tests.support.postgres import PostgresServer
from tests.support.privileges import unprivileged
from tests.support.servers import free_port, serve
from tests.support.waiting import PATIENCE, wait_until
from tests.test_metrics import Scraper

SECRET, WRONG = "the-right-one", "not-to-be-told"
SMALL = "5m"  # a disk for the database and not for another
MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && cp "$3" "$2/x.db" && shift 3 && exec "$@"'


def check(prefix: list[str], **settings: object) -> cli.Ended:
    """What `check` says, to another user than root where that matters."""
    argv = [*prefix, *cli.argv("check")]
    environment = cli.environment(**settings)
    return subprocess.run(
        argv, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def test_a_forbidden_file(database: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(database, tmp_path / "x.db"))
    file.chmod(0)
    prefix, user = unprivileged()
    if user is not None:
        pytest.skip("no other user can be had for a part of a process")
    ended = check(prefix, database_url=cli.database_url(file))
    assert ended.returncode == 1
    assert f"fault    database: {file} may not be read by this user; make it readable with chmod or chown\n" in (
        ended.stdout
    )
    port = free_port()
    with serve(file, prefix, metrics_port=port) as server:
        assert server.get("/events").status == 503
        assert f"{file} cannot be read: unable to open database file.\n" in server.messages()
        assert Scraper(port).value("ready") == 0
        assert Scraper(port).value("requests_total", route="/events", status="503") == 1
        file.chmod(0o644)
        wait_until(lambda: Scraper(port).value("ready") == 1)
        assert f"{file} can be read again.\n" in server.messages()
    assert check(prefix, database_url=cli.database_url(file)).returncode == 0


@pytest.fixture(scope="module")
def strict() -> Iterator[PostgresServer]:
    """A server that asks one role for its password."""
    with postgres.running() as server:
        server.new_database("locked", seeded=True)
        server.run("locked", f"CREATE ROLE reader LOGIN PASSWORD '{SECRET}'")
        server.run("locked", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        server.ask_for_password("reader")
        yield server


def reader(server: PostgresServer, password: str) -> URL:
    """The database as that role reaches it."""
    return server.url("locked").set(username="reader", password=password)


def test_a_wrong_password(strict: PostgresServer) -> None:
    why = 'password authentication failed for user "reader"'
    url = reader(strict, WRONG)
    ended = check([], database_url=cli.database_url(url))
    assert (ended.returncode, ended.stderr) == (1, "")
    assert "fault    database: postgresql+psycopg://reader:***@/locked cannot be read: " in ended.stdout
    assert f"{why}; correct host, user, password and database in SKIRMISHES_DATABASE_URL" in ended.stdout
    port = free_port()
    with serve(url, metrics_port=port) as server:
        assert server.get("/events").status == 503
        assert why in server.messages()
        assert Scraper(port).value("ready") == 0
        assert Scraper(port).value("requests_total", route="/events", status="503") == 1
        assert WRONG not in ended.stdout + server.messages() + Scraper(port).text()
    right = check([], database_url=cli.database_url(reader(strict, SECRET)))
    assert right.returncode == 0, right.stdout


@pytest.fixture
def full_disk(database: Path, tmp_path: Path) -> list[str]:
    """Words before a command that give it a small disk of its own, with the database and no room for another."""
    prefix = ["unshare", "-m", "sh", "-c", MOUNT, "sh", SMALL, str(tmp_path), str(database)]
    if os.geteuid() != 0 or subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be mounted here")
    return prefix


def test_a_full_disk(full_disk: list[str], database: Path, tmp_path: Path) -> None:
    file, port = tmp_path / "x.db", free_port()
    settings = {"database_url": cli.database_url(file)}
    with serve(file, full_disk, metrics_port=port) as server:
        inside = ["nsenter", "-m", f"--wd={ROOT}", "-t", str(server.process.pid)]
        ended = check(inside, **settings)
        assert (ended.returncode, ended.stderr) == (3, "")
        assert "warning  disk: " in ended.stdout
        assert f" MiB; make room in {tmp_path}\n" in ended.stdout
        loading = subprocess.run(
            [*inside, *cli.argv("seed")],
            cwd=ROOT, env=cli.environment(**settings), capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert (loading.returncode, loading.stdout) == (1, "")
        assert "disk is full" in loading.stderr
        assert (server.get("/events").status, server.get(READY).status) == (200, 200)
        assert "cannot be read" not in server.messages()
        assert Scraper(port).value("ready") == 1, "what was loaded before is served on"
        assert Scraper(port).labels("dataset_info", "version") == {"1.1.0"}
