"""Loading with several processes: the same data as with one, and one clear error when a process dies."""

import os
import pickle
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from app.seeding.loading.load import load
from app.seeding.loading.processes import RenderingProcesses, RenderingStopped
from app.seeding.loading.slices import Slice
from app.vocabulary import RecordKind
from tests.benchmarks import pack
from tests.support.paths import ROOT
from tests.support.waiting import PATIENCE

EVENTS = 700  # with about as many claims as make a dictionary worthwhile


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seed with more than one slice of claims."""
    folder = tmp_path_factory.mktemp("pack")
    pack.write(folder, EVENTS)
    return folder


@pytest.fixture(scope="module")
def file(seed: Path) -> Path:
    """A database of it, loaded by one process."""
    load(seed, seed.with_suffix(".db"), processes=1)
    return seed.with_suffix(".db")


def content(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables as they are stored, and the number of pages."""
    with closing(sqlite3.connect(file)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}  # noqa: S608
        return {**rows, "pages": connection.execute("PRAGMA page_count").fetchall()}


@pytest.mark.parametrize("processes", [2, 3])
def test_several_processes_make_the_same_rows_in_the_same_places(
    processes: int, seed: Path, file: Path, tmp_path: Path
) -> None:
    load(seed, tmp_path / "other.db", processes=processes)
    one, several = content(file), content(tmp_path / "other.db")
    assert len(one["claims"]) > 1000
    assert one["dictionaries"]
    assert [name for name in one if one[name] != several[name]] == []


def test_a_process_that_dies_is_one_clear_error(file: Path) -> None:
    with RenderingProcesses(file, 2) as rendering:
        rendering.processes[1].kill()
        with pytest.raises(RenderingStopped, match="was ended by signal 9; nothing was loaded"):
            list(rendering.render(Slice(RecordKind.EVENT, first, first) for first in range(1, 9)))
    assert [process.returncode for process in rendering.processes] == [-9, -9]


def test_a_process_that_fails_is_one_clear_error(tmp_path: Path) -> None:
    with RenderingProcesses(tmp_path / "missing.db", 1) as rendering, pytest.raises(RenderingStopped, match="code 1"):
        list(rendering.render([Slice(RecordKind.EVENT, 1, 1)]))


ASKED = pickle.dumps(Slice(RecordKind.EVENT, 1, 1))


@pytest.mark.parametrize("asked", [ASKED, ASKED[:-3]], ids=["nobody reads the answer", "half a question"])
def test_a_process_whose_parent_has_ended_ends_quietly(asked: bytes, file: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = RenderingProcesses(file, 1).command
    ended = subprocess.run(
        command, cwd=ROOT, input=asked, stdout=writing, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_rows_do_not_grow_after_they_are_written(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT sum(unused) * 1.0 / sum(pgsize) FROM dbstat WHERE name IN ('events', 'claims', 'strikes')"
        assert connection.execute(query).fetchone()[0] < 0.2  # a page that is split is half empty
