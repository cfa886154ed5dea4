"""A database that cannot be read: the log says so and why on one line, and on another when it can be read again."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import URL

from app.database import Target, at
from app.seeding.loading.load import load
from app.urls import READY
from tests.support import postgres
from tests.support.paths import SEED
from tests.support.postgres import PostgresServer
from tests.support.privileges import unprivileged
from tests.support.servers import Server, is_available, serve
from tests.support.waiting import wait_until

Cure = Callable[[], object]
GREETING = 4  # lines
SECRET = "not-to-be-told"  # noqa: S105, whoever asks the server of the tests is let in


def load_instead(file: Path) -> None:
    """Remove what is there, and load the seed."""
    file.unlink()
    load(SEED, file)


def missing(folder: Path, database: Path) -> tuple[Path, str, Cure]:
    """A file that is not there."""
    file = folder / "missing.db"
    return file, "No such file or directory", lambda: shutil.copyfile(database, file)


def no_database(folder: Path, database: Path) -> tuple[Path, str, Cure]:
    """A file that is something else."""
    file = folder / "other.db"
    file.write_text("hello " * 1000)
    return file, "file is not a database", lambda: load_instead(file)


def without_tables(folder: Path, database: Path) -> tuple[Path, str, Cure]:
    """A database of somebody else."""
    file = folder / "foreign.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (id)")
    return file, "no such table: dataset", lambda: load_instead(file)


def forbidden(folder: Path, database: Path) -> tuple[Path, str, Cure]:
    """A file that may not be read."""
    file = Path(shutil.copyfile(database, folder / "forbidden.db"))
    file.chmod(0)
    return file, "unable to open database file", lambda: file.chmod(0o644)


def damaged(folder: Path, database: Path) -> tuple[Path, str, Cure]:
    """A database of ours, cut short."""
    file = folder / "damaged.db"
    file.write_bytes(database.read_bytes()[:5000])
    return file, "database disk image is malformed", lambda: load(SEED, file)


def refused(own: PostgresServer) -> tuple[URL, str, Cure]:
    """A server that is down."""
    url = own.new_database("down", seeded=True)
    own.stop()
    return url, "failed: No such file or directory Is the server running", own.start


def no_such_database(own: PostgresServer) -> tuple[URL, str, Cure]:
    """A name that no database has."""
    return own.url("nowhere"), 'database "nowhere" does not exist', lambda: own.new_database("nowhere", seeded=True)


def empty(own: PostgresServer) -> tuple[URL, str, Cure]:
    """A database without tables."""
    url = own.new_database("empty")
    return url, 'relation "dataset" does not exist', lambda: load(SEED, url)


def no_such_role(own: PostgresServer) -> tuple[URL, str, Cure]:
    """A user who may do nothing, and is not there yet."""
    url = own.new_database("unknown", seeded=True)
    create = ("CREATE ROLE stranger LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO stranger")
    return url.set(username="stranger"), 'role "stranger" does not exist', lambda: own.run("unknown", *create)


def not_granted(own: PostgresServer) -> tuple[URL, str, Cure]:
    """A user who may not read."""
    url = own.new_database("closed", seeded=True)
    own.run("closed", "CREATE ROLE reader LOGIN")
    grant = "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"
    return url.set(username="reader"), "permission denied for table dataset", lambda: own.run("closed", grant)


def check_log(server: Server, database: Target, why: str, cure: Cure) -> None:
    """Ask until it is noticed, often, cure it, and read what was logged meanwhile."""
    for address in ("/events", READY, "/search?q=iran") * 5:
        answer = server.get(address)
        assert not is_available(answer)
        assert str(database).encode() not in answer.body
        assert b"/tmp" not in answer.body
    cure()
    wait_until(lambda: is_available(server.get("/events")) and is_available(server.get(READY)))
    name = str(at(database))
    logged = [re.sub(r".* app\[\d+\]: ", "", line) for line in server.messages().splitlines()]
    lines = [line for line in logged if line.startswith(name)]
    assert len(lines) == 2, lines
    assert lines[0].startswith(f"{name} cannot be read: ")
    assert why in lines[0]
    assert lines[1] == f"{name} can be read again."
    assert SECRET not in server.messages()


@pytest.mark.parametrize("make", [missing, no_database, without_tables, forbidden, damaged])
def test_a_file(make: Callable[[Path, Path], tuple[Path, str, Cure]], database: Path, tmp_path: Path) -> None:
    before, user = unprivileged()
    if user is not None and make is forbidden:
        pytest.skip("root reads every file, and cannot become another user here")
    file, why, cure = make(tmp_path, database)
    with serve(file, before, cache_bytes=0) as server:
        check_log(server, file, why, cure)


@pytest.fixture(scope="module")
def own() -> Iterator[PostgresServer]:
    """A server that a test may stop."""
    with postgres.running() as server:
        yield server


@pytest.mark.parametrize("make", [refused, no_such_database, empty, no_such_role, not_granted])
def test_a_postgresql_database(make: Callable[[PostgresServer], tuple[URL, str, Cure]], own: PostgresServer) -> None:
    url, why, cure = make(own)
    with serve(url.set(password=SECRET), cache_bytes=0) as server:
        check_log(server, url.set(password=SECRET), why, cure)


def test_a_file_that_goes_while_it_is_served(database: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(database, tmp_path / "served.db"))
    with serve(file, cache_bytes=0) as server:
        file.unlink()
        wait_until(lambda: is_available(server.get("/events")) and server.messages().count("\n") > GREETING)
        shutil.copyfile(database, tmp_path / "next.db").replace(file)
        wait_until(lambda: is_available(server.get("/events")) and server.messages().count("\n") > GREETING + 1)
        lost, found = server.messages().splitlines()[GREETING:]
    assert lost.endswith("served.db cannot be read: No such file or directory. What was read before is still served.")
    assert found.endswith("served.db can be read again.")
