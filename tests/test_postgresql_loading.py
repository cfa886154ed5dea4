"""Loads into PostgreSQL: whole or nothing, one after the other; an answer sees one of them to its end."""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError

from app.database import QUERY_SECONDS, at
from app.database.postgresql import PostgreSQL
from app.errors import NotReady, TooSlow
from app.seeding.faults import SeedFaults
from app.seeding.kinds import ENTRIES
from app.seeding.loading.load import load
from app.seeding.loading.migrate import migrate
from app.seeding.loading.staleness import ensure_current
from app.seeding.validation.checking import check
from app.settings import Settings
from app.store import DatasetStore
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.postgres import PostgresServer, reading
from tests.support.sample_seed import regatta, with_people
from tests.support.stored import stored
from tests.support.waiting import PATIENCE, wait_until

MANY = 400  # people: so many that a load is still under way when it is killed


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A seed that takes a while."""
    return with_people(tmp_path, MANY)


@contextmanager
def service(url: URL, seconds: float = 5.0) -> Iterator[DatasetStore]:
    """The service over a database."""
    service = DatasetStore(Settings(database_url=cli.database_url(url), query_seconds=seconds))
    yield service
    service.close()


def documents(url: URL) -> dict[str, list[tuple[object, ...]]]:
    """All that is served from a database."""
    queries = {name: stored(name, 'id, brief, "full"') for name in ENTRIES}
    queries["search"] = "SELECT * FROM search_entries ORDER BY number"
    queries["dataset"] = "SELECT * FROM dataset"
    with reading(url) as connection:
        return {name: [tuple(row) for row in connection.execute(text(query))] for name, query in queries.items()}


def test_only_what_is_stale_is_loaded_and_loading_again_makes_the_same_rows(url: URL) -> None:
    loaded = ensure_current(SEED, url)
    assert loaded is not None
    before = documents(url)
    assert ensure_current(SEED, url) is None
    load(SEED, url)
    assert documents(url) == before


def test_a_seed_with_faults_changes_nothing(url: URL, tmp_path: Path) -> None:
    seed, _ = regatta().write(tmp_path)
    load(seed, url)
    before = documents(url)
    (seed / "people.yaml").write_text("- 1", encoding="utf-8")
    with pytest.raises(SeedFaults):
        load(seed, url)
    assert documents(url) == before


def writing(url: URL) -> bool:
    """Whether somebody is at it, and has put rows in."""
    with reading(url) as connection:
        locks = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        return bool(connection.execute(text(locks)).scalar_one())


def test_a_killed_load_leaves_the_old_data_and_the_next_one_is_none_the_worse(seeded: URL, large: Path) -> None:
    before = documents(seeded)
    environment = cli.environment(seed=large, database_url=cli.database_url(seeded))
    with subprocess.Popen(cli.argv("seed"), cwd=ROOT, env=environment) as loading:
        wait_until(lambda: loading.poll() is not None or writing(seeded))
        loading.send_signal(signal.SIGKILL)
        assert loading.wait() == -signal.SIGKILL
    assert documents(seeded) == before
    load(large, seeded)
    assert len(documents(seeded)["people"]) == MANY


def test_two_loads_at_once_follow_one_another(url: URL, large: Path) -> None:
    seeds = [SEED, large]
    environments = [cli.environment(seed=seed, database_url=cli.database_url(url)) for seed in seeds]
    started = [subprocess.Popen(cli.argv("seed"), cwd=ROOT, env=environment) for environment in environments]
    assert [process.wait(PATIENCE) for process in started] == [0, 0]
    found, digest = documents(url), text("SELECT digest FROM dataset")
    with reading(url) as connection:
        loaded = connection.execute(digest).scalar_one()
    whole = next(checked for checked in map(check, seeds) if checked.digest == loaded)
    assert {name: len(found[name]) for name in ENTRIES} == whole.counts


@contextmanager
def loading_elsewhere(url: URL) -> Iterator[None]:
    """Another load, which is under way for as long as the block runs."""
    with at(url).writable().begin():
        yield


def test_a_load_that_waits_for_another_says_so_once_and_then_goes_on(seeded: URL) -> None:
    with tempfile.TemporaryFile() as log, ExitStack() as other:
        other.enter_context(loading_elsewhere(seeded))
        environment = cli.environment(database_url=cli.database_url(seeded))
        with subprocess.Popen(cli.argv("seed"), cwd=ROOT, env=environment, stderr=log) as waiting:
            wait_until(lambda: os.pread(log.fileno(), 9999, 0))
            assert waiting.poll() is None
            other.close()
            assert waiting.wait(PATIENCE) == 0
        said = os.pread(log.fileno(), 9999, 0).decode()
    assert said == f"Waiting for another load or migration of {at(seeded)} to end.\n"


def test_a_load_does_not_wait_for_ever(seeded: URL) -> None:
    before, database = documents(seeded), PostgreSQL(seeded, QUERY_SECONDS, lock_seconds=0.1)
    with (
        loading_elsewhere(seeded),
        pytest.raises(ValueError, match=r"another load or migration has not ended within 0\.1 seconds"),
        database.replace_dataset(migrate),
    ):
        pytest.fail("it went on without the lock")
    assert documents(seeded) == before


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
@pytest.mark.parametrize("command", ["seed", "migrate"])
def test_another_encoding_is_named_with_its_cure(command: str, encoding: str, postgresql: PostgresServer) -> None:
    name = f"{command}_{encoding}".lower()
    postgresql.run("postgres", f"CREATE DATABASE {name} ENCODING {encoding} LOCALE 'C' TEMPLATE template0")
    url = postgresql.url(name)
    ended = cli.call(command, database_url=cli.database_url(url))
    cure = f"createdb -E UTF8 -T template0 --locale=C.UTF-8 {name}"
    expected = f"the encoding of the database is {encoding}, not UTF8; create it with: {cure}\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (1, "", expected)


def test_what_cannot_be_read_is_not_taken_for_stale(seeded: URL) -> None:
    for url in (seeded.set(username="stranger"), seeded.set(database="nowhere"), seeded.set(query={"host": "/dev"})):
        with pytest.raises(DBAPIError, match="failed"):
            ensure_current(SEED, url)


def test_a_question_that_takes_too_long_is_ended(seeded: URL) -> None:
    with service(seeded, 0.2) as served:
        with pytest.raises(TooSlow), served.snapshot() as (connection, *_):
            connection.execute(text("SELECT pg_sleep(20)"))
        with served.snapshot() as (connection, *_):
            assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() > 0


def test_a_stream_sees_one_version_and_ends_when_there_is_another(seeded: URL, tmp_path: Path) -> None:
    later, _ = regatta().write(tmp_path)
    people = text("SELECT count(*) FROM people")
    with service(seeded) as served:
        with served.reader() as reader:
            for _ in range(2):
                with reader.page() as connection:
                    assert connection.execute(people).scalar_one() == check(SEED).counts["people"]
            load(later, seeded)
            with pytest.raises(NotReady), reader.page():
                pytest.fail("it read a page of another version")
        with served.reader() as reader, reader.page() as connection:
            assert connection.execute(people).scalar_one() == check(later).counts["people"]


def test_an_answer_sees_one_version_to_its_end_and_the_next_one_sees_the_next(seeded: URL, tmp_path: Path) -> None:
    later, _ = regatta().write(tmp_path)
    old, new, people = check(SEED), check(later), text("SELECT count(*) FROM people")
    with service(seeded) as served:
        with served.snapshot() as (connection, dataset, _):
            load(later, seeded)
            assert (dataset.digest, connection.execute(people).scalar_one()) == (old.digest, old.counts["people"])
        with served.snapshot() as (connection, dataset, _):
            assert (dataset.digest, connection.execute(people).scalar_one()) == (new.digest, new.counts["people"])
