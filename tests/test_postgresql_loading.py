"""Loads into PostgreSQL: whole or nothing, one after the other; an answer sees one of them to its end."""

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import URL, text

from app.errors import TooSlow
from app.seeding.faults import SeedFaults
from app.seeding.kinds import TABLES
from app.seeding.loading.load import load
from app.seeding.loading.staleness import ensure_current
from app.seeding.validation.checking import check
from app.settings import Settings
from app.store import DatasetStore
from tests.conftest import ROOT, SEED
from tests.support import program
from tests.support.postgres import reading
from tests.support.sample_seed import regatta

MANY = 1_000  # people: so many that a load is still under way when it is killed


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A seed that takes a while."""
    seed, _ = regatta().write(tmp_path)
    people = [{"id": f"p-{number}", "name": f"P {number}", "evidence": ["sentence-2"]} for number in range(MANY)]
    (seed / "people.jsonl").write_text("\n".join(map(json.dumps, people)))
    return seed


@contextmanager
def service(url: URL, seconds: float = 5.0) -> Iterator[DatasetStore]:
    """The service over a database."""
    service = DatasetStore(Settings(database_url=settled(url), query_seconds=seconds))
    yield service
    service.close()


def settled(url: URL) -> str:
    """A database as a setting."""
    return url.render_as_string(hide_password=False)


def documents(url: URL) -> dict[str, list[tuple[object, ...]]]:
    """All that is served from a database."""
    queries = {name: f'SELECT id, brief, "full" FROM {name} ORDER BY id' for name in TABLES}  # noqa: S608
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


def test_a_killed_load_leaves_the_old_data_and_the_next_one_is_none_the_worse(url: URL, large: Path) -> None:
    load(SEED, url)
    before = documents(url)
    environment = program.environment(seed=large, database_url=settled(url))
    with subprocess.Popen(program.command("seed"), cwd=ROOT, env=environment) as loading:
        while loading.poll() is None and not writing(url):
            time.sleep(0.01)
        loading.send_signal(signal.SIGKILL)
        assert loading.wait() == -signal.SIGKILL
    assert documents(url) == before
    load(large, url)
    assert len(documents(url)["people"]) == MANY


def test_two_loads_at_once_follow_one_another(url: URL, large: Path) -> None:
    seeds = [SEED, large]
    environments = [program.environment(seed=seed, database_url=settled(url)) for seed in seeds]
    started = [subprocess.Popen(program.command("seed"), cwd=ROOT, env=environment) for environment in environments]
    assert [process.wait(program.PATIENCE) for process in started] == [0, 0]
    found, digest = documents(url), text("SELECT digest FROM dataset")
    with reading(url) as connection:
        loaded = connection.execute(digest).scalar_one()
    whole = next(checked for checked in map(check, seeds) if checked.digest == loaded)
    assert {name: len(found[name]) for name in TABLES} == whole.counts


def test_a_question_that_takes_too_long_is_ended(url: URL) -> None:
    load(SEED, url)
    with service(url, 0.2) as served:
        with pytest.raises(TooSlow), served.snapshot() as (connection, *_):
            connection.execute(text("SELECT pg_sleep(20)"))
        with served.snapshot() as (connection, *_):
            assert connection.execute(text("SELECT count(*) FROM people")).scalar_one() > 0


def test_an_answer_sees_one_version_to_its_end_and_the_next_one_sees_the_next(url: URL, tmp_path: Path) -> None:
    load(SEED, url)
    later, _ = regatta().write(tmp_path)
    old, new, people = check(SEED), check(later), text("SELECT count(*) FROM people")
    with service(url) as served:
        with served.snapshot() as (connection, dataset, _):
            load(later, url)
            assert (dataset.digest, connection.execute(people).scalar_one()) == (old.digest, old.counts["people"])
        with served.snapshot() as (connection, dataset, _):
            assert (dataset.digest, connection.execute(people).scalar_one()) == (new.digest, new.counts["people"])
