"""The command line: what each command prints and does, and what it says in one line when it cannot."""

import errno
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from app.seeding.kinds import ENTRIES
from app.seeding.loading.migrate import newest_revision
from app.seeding.validation.checking import check
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.seeds import copied
from tests.support.servers import Server, end, free_port
from tests.support.waiting import PATIENCE, wait_until

COMMANDS = ["serve", "check", "seed", "migrate", "verify", "drift", "schema", "diff", "export"]


def test_help_lists_every_command_with_what_it_does() -> None:
    ended = cli.run("--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    for command in COMMANDS:
        assert re.search(rf"^ +{command} +[A-Z]\w+ ", ended.stdout, re.MULTILINE), command


def test_verify_without_the_article_counts_every_table_and_ends_well() -> None:
    ended = cli.call("verify")
    counts = check(SEED).counts
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [line.split() for line in ended.stdout.splitlines()[:-1]] == [[str(counts[name]), name] for name in ENTRIES]
    assert "\n0 faults, 45 passages checked without the text of the article.\n" in ended.stdout


def test_schema_writes_the_schema_of_each_seed_file(tmp_path: Path) -> None:
    seed = copied(tmp_path)
    for file in (seed / "schema").iterdir():
        file.unlink()
    ended = cli.call("schema", seed=seed)
    assert ended.returncode == 0
    assert ended.stdout.split() == [f"{name}.schema.json" for name in ("article", *ENTRIES)]
    for file in (SEED / "schema").iterdir():
        assert (seed / "schema" / file.name).read_bytes() == file.read_bytes()


def test_seed_makes_the_folder_and_the_file_and_says_what_it_loaded(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "100%.db"
    ended = cli.run("seed", database_url=cli.database_url(file))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith(f"Loaded version 1.1.0 into {file}: 9 sources, 45 passages, ")
    assert [path.name for path in file.parent.iterdir()] == ["100%.db"]


def test_migrate_brings_a_file_to_the_newest_revision(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    ended = cli.call("migrate", database_url=cli.database_url(file))
    assert (ended.returncode, ended.stdout) == (0, f"{file} is at revision {newest_revision()}.\n")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)


@contextmanager
def running(file: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The program with no command at all: gives the process and the five lines it prints before it serves."""
    environment = cli.environment(database_url=cli.database_url(file), port=port)
    with subprocess.Popen(cli.argv(), cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process, [process.stdout.readline().strip() for _ in range(5)]
        finally:
            end(process)


def test_with_no_command_it_seeds_prints_where_it_listens_serves_and_ends_on_a_signal(tmp_path: Path) -> None:
    file, port = tmp_path / "new.db", free_port()
    with running(file, port) as (process, (loaded, listening, *urls)):
        checked = check(SEED)
        counts = ", ".join(f"{count} {name}" for name, count in checked.counts.items())
        assert loaded == f"Loaded version {checked.head.version} into {file}: {counts}."
        assert listening.startswith(f"Listening on http://127.0.0.1:{port} ")
        assert [url.removeprefix(f"http://127.0.0.1:{port}")[:8] for url in urls] == ["/events?", "/strikes", "/docs"]
        server = Server(process, port, log=-1)
        wait_until(server.is_live)
        assert [server.get(url.removeprefix(server.url)).status for url in urls] == [200, 200, 200]
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) in {0, -signal.SIGTERM}
    written = file.stat().st_mtime_ns
    with running(file, port) as (_, (current, *_)):
        assert current == f"{file} is current."
    assert file.stat().st_mtime_ns == written


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_that_is_taken_is_said_before_anything_is_promised(taken: int, database: Path) -> None:
    ended = cli.run(database_url=cli.database_url(database), port=taken)
    assert ended.returncode == 1
    assert "Listening" not in ended.stdout
    assert ended.stderr.startswith(f"Cannot listen on 127.0.0.1 port {taken}: {os.strerror(errno.EADDRINUSE)}")
    assert ended.stderr.endswith(". Set SKIRMISHES_HOST or SKIRMISHES_PORT to another.\n")
    assert ended.stderr.count("\n") == 1


Settings = dict[str, str]
REFUSED: dict[str, tuple[list[str], Settings, str]] = {
    "a folder that cannot be written": (["seed"], {"database_url": "sqlite:////proc/x.db"}, "/proc"),
    "a file that is a folder": (
        ["migrate"],
        {"database_url": "sqlite:////proc"},
        "SKIRMISHES_DATABASE_URL names /proc, which is a folder; add the name of a file",
    ),
    "another kind of database": (
        ["seed"],
        {"database_url": "mysql://x"},
        "SKIRMISHES_DATABASE_URL is 'mysql://x'; write",
    ),
    "a port that is a word": (
        ["seed"],
        {"port": "http"},
        "SKIRMISHES_PORT is 'http'; it must be a whole number",
    ),
    "a port too high": (["seed"], {"port": "65536"}, "SKIRMISHES_PORT is '65536'; it must be at most 65535"),
    "two settings at once": (
        ["seed"],
        {"port": "0", "workers": "0"},
        "; SKIRMISHES_WORKERS is '0'; it must be at least 1",
    ),
    "an article that is not there": (["verify", "nowhere.txt"], {}, "nowhere.txt: No such file or directory"),
    "an article that is no text": (["verify", sys.executable], {}, "is not UTF-8 (byte"),
}


REFUSED_AS_A_PROGRAM: dict[str, tuple[list[str], Settings, str]] = {
    "a folder that cannot be made": ([], {"database_url": "sqlite:////dev/null/x.db"}, "/dev/null"),
    "a database without a path": (["serve"], {"database_url": "sqlite:///"}, "write sqlite:/// and the path of a file"),
}


def is_refused(ended: cli.Ended, message: str) -> bool:
    """Whether a command ended with one line on standard error, which says this."""
    lines = ended.stderr.splitlines()
    return (ended.returncode, ended.stdout, len(lines)) == (1, "", 1) and message in lines[0]


@pytest.mark.parametrize(("words", "settings", "message"), REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_done_is_one_line(words: list[str], settings: Settings, message: str) -> None:
    assert is_refused(cli.call(*words, **settings), message)


@pytest.mark.parametrize(("words", "settings", "message"), REFUSED_AS_A_PROGRAM.values(), ids=REFUSED_AS_A_PROGRAM)
def test_what_can_not_be_served_is_one_line_and_no_traceback(
    words: list[str], settings: Settings, message: str
) -> None:
    assert is_refused(cli.run(*words, **settings), message)
