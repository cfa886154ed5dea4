"""The progress of a load: shown on a terminal, cleared when done or refused, absent where nobody watches."""

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from app.seeding.kinds import ENTRIES
from app.seeding.loading.progress import CLEAR_LINE, seed_size
from app.seeding.reading import LocatedEntry, read_table
from tests.support import cli
from tests.support.paths import ROOT
from tests.support.sample_seed import with_people
from tests.support.seeds import copied, person
from tests.support.waiting import PATIENCE

LOOK = re.compile(rf"{re.escape(CLEAR_LINE)}\[(#*)(\.*)\] +(\d+)% ([a-z ]+)")
MANY = 2_000  # people: so many that there is something to watch


def watched(seed: Path, folder: Path) -> tuple[str, str]:
    """Load a seed with standard error on a terminal; gives what is said there, and on standard output."""
    environment = cli.environment(seed=seed, database_url=cli.database_url(folder / "new.db"))
    ours, theirs = pty.openpty()
    command, out = cli.argv("seed"), subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=theirs, text=True) as loading:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 4096):
                said += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(ours)
        printed, _ = loading.communicate(timeout=PATIENCE)
    return said.decode(), printed


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A seed that takes a second or two."""
    return with_people(tmp_path, MANY)


def test_a_terminal_sees_a_bar_that_fills_and_is_cleared(large: Path, tmp_path: Path) -> None:
    said, printed = watched(large, tmp_path)
    looks = LOOK.findall(said)
    assert {len(full + empty) for full, empty, _, _ in looks} == {30}
    percents = [int(percent) for _, _, percent, _ in looks]
    assert percents == sorted(percents)
    assert percents[0] < 10
    assert 90 < percents[-1] <= 100
    assert {"reading the seed", "creating indexes", "creating the search index"} <= {what for *_, what in looks}
    assert LOOK.sub("", said) == CLEAR_LINE
    assert printed.startswith("Loaded version 1.0.0 into ")


def test_faults_stand_alone_on_a_terminal(tmp_path: Path) -> None:
    seed = copied(tmp_path)
    person("Ali Khamenei", "=Ali").apply(seed)
    said, printed = watched(seed, tmp_path)
    _, _, faults = said.rpartition(CLEAR_LINE)
    assert faults.startswith("people.yaml:")
    assert faults.rstrip().endswith("1 fault; nothing was loaded.")
    assert printed == ""


def test_nothing_is_shown_where_nobody_watches(large: Path, tmp_path: Path) -> None:
    ended = cli.run("seed", seed=large, database_url=cli.database_url(tmp_path / "new.db"))
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_entries_of_a_seed_add_up_to_the_size_of_its_files(large: Path) -> None:
    size = sum(item.size for table in ENTRIES for item in read_table(large, table) if isinstance(item, LocatedEntry))
    assert 0.8 < size / (seed_size(large) - (large / "article.yaml").stat().st_size) <= 1
