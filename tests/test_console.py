"""Standard output and error: UTF-8 in every locale; closed, missing, full or broken, they end no server and no load."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.seeds import article, copied, strike
from tests.support.servers import end, free_port, serve
from tests.support.waiting import PATIENCE, wait_until

LOCALES: dict[str, dict[str, str]] = {
    "Windows": {"PYTHONIOENCODING": "cp1252"},
    "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "C": {"LC_ALL": "C"},
}
PERSIAN = "مرگ بر سرمچارها"
# What a shell does with the streams of a program: not opened, or to a disk that is full.
STREAMS = [">&-", "2>&-", ">&- 2>&- <&-", ">/dev/full 2>/dev/full"]
LOGGING = """
import logging.config
from app import logs
logging.config.dictConfig(logs.configuration("text"))
for name in ("app", "uvicorn.error", "other"):
    logging.getLogger(name).info("information")
    logging.getLogger(name).warning("warning of %s", "\\u0645")
"""
RECORD = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [A-Z]+ [\w.]+\[\d+\]: "


def run(*argv: str, env: dict[str, str] | None = None, redirect: str = "", **settings: object) -> tuple[int, str, str]:
    """Run a program to its end; gives its exit code and what it printed, which must be UTF-8."""
    argv = ("sh", "-c", f'exec "$@" {redirect}', "sh", *argv) if redirect else argv
    environment = cli.environment(**settings) | (env or {})
    ended = subprocess.run(argv, cwd=ROOT, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    return ended.returncode, ended.stdout.decode(), ended.stderr.decode()


@pytest.fixture
def corrected(tmp_path: Path) -> Path:
    """A seed that differs from the real one by words in Persian."""
    seed = copied(tmp_path)
    article("version: 1.1.0", "version: 1.1.1").apply(seed)
    text = (seed / "strikes.yaml").read_text(encoding="utf-8")
    (before,) = re.findall(r"^ *native: .*$", text, re.MULTILINE)[:1]
    strike(before, f"{before.partition(':')[0]}: {PERSIAN}").apply(seed)
    return seed


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_a_result_is_utf_8_in_every_locale(locale: dict[str, str], corrected: Path) -> None:
    code, out, err = run(*cli.argv("diff", str(SEED), str(corrected)), env=locale)
    assert (code, err) == (0, "")
    assert PERSIAN in out


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_an_error_is_utf_8_in_every_locale(locale: dict[str, str], tmp_path: Path) -> None:
    code, out, err = run(*cli.argv("verify", f"{tmp_path}/{PERSIAN}"), env=locale)
    assert (code, out) == (1, "")
    assert PERSIAN in err


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_the_service_starts_though_its_folder_has_letters_that_the_locale_lacks(
    locale: dict[str, str], database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / PERSIAN
    folder.mkdir()
    file = shutil.copy(database, folder / "x.db")
    environment = cli.environment(database_url=cli.database_url(Path(file)), port=free_port()) | locale
    with subprocess.Popen(cli.argv(), cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            lines = [process.stdout.readline().decode() for _ in range(5)]
        finally:
            end(process)
    assert lines[0] == f"{file} is current.\n"
    assert lines[-1].endswith("/docs\n")


def test_a_name_that_is_no_text_is_printed_as_an_escape(tmp_path: Path) -> None:
    code, out, err = run(*cli.argv("verify", f"{tmp_path}/\udce9.txt"))
    assert (code, out) == (1, "")
    assert "\\udce9.txt: " in err


@pytest.mark.parametrize(("streams", "workers"), [*((streams, 1) for streams in STREAMS), (STREAMS[2], 2)])
def test_it_serves_whatever_its_streams(streams: str, workers: int, database: Path) -> None:
    prefix = ["sh", "-c", f'exec "$@" {streams}', "sh"]
    with serve(database, prefix, workers=workers) as server:
        assert server.get("/events?limit=1").status == 200
        assert "Traceback" not in server.messages()
        server.process.terminate()
        assert server.process.wait(PATIENCE) in {0, -15}


@pytest.mark.parametrize("streams", STREAMS)
def test_it_loads_whatever_its_streams(streams: str, tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    code, _, err = run(*cli.argv("seed"), redirect=streams, database_url=cli.database_url(file))
    assert (code, err) == (0, "")
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone()[0] > 0


@pytest.fixture
def full() -> Iterator[int]:
    """The end to write to of a pipe that is full, and that nobody reads."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, bytes(2**12))
    os.set_blocking(writing, True)
    yield writing
    os.close(reading)
    os.close(writing)


@pytest.fixture
def broken() -> Iterator[int]:
    """The end to write to of a pipe whose other end is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.mark.parametrize("pipe", ["full", "broken"])
def test_it_serves_though_nobody_reads_its_pipe(pipe: str, database: Path, request: pytest.FixtureRequest) -> None:
    writing = request.getfixturevalue(pipe)
    prefix = ["sh", "-c", f'exec "$@" >/proc/{os.getpid()}/fd/{writing} 2>&1', "sh"]
    with serve(database, prefix) as server:
        assert server.get("/events?limit=1").status == 200


def test_a_result_that_nobody_reads_is_a_quiet_failure(broken: int) -> None:
    argv, environment = cli.argv("verify"), cli.environment()
    ended = subprocess.run(argv, cwd=ROOT, env=environment, stdout=broken, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.parametrize("words", [["verify"], ["schema"]], ids=" ".join)
def test_a_result_that_is_lost_is_a_failure_in_one_line(words: list[str], tmp_path: Path) -> None:
    seed = copied(tmp_path)
    code, _, err = run(*cli.argv(*words), redirect=">/dev/full", seed=seed)
    assert (code, err) == (1, "Standard output: No space left on device\n")


@pytest.mark.parametrize("locale", LOCALES.values(), ids=LOCALES)
def test_a_record_of_the_log_is_one_line_with_the_time_in_utc(locale: dict[str, str]) -> None:
    code, out, err = run(sys.executable, "-c", LOGGING, env=locale | {"TZ": "Asia/Tehran"})
    assert (code, out) == (0, "")
    lines = err.splitlines()
    assert [line for line in lines if not re.match(RECORD, line)] == []
    assert [re.sub(r"\[\d+\]", "", line.partition(" ")[2]) for line in lines] == [
        "INFO app: information",
        "WARNING app: warning of م",
        "WARNING uvicorn.error: warning of م",
        "WARNING other: warning of م",
    ]
    hours = {line[11:13] for line in lines}
    assert hours & {time.strftime("%H", time.gmtime(time.time() - ago)) for ago in (0, 60)}


def test_a_log_that_nobody_reads_holds_up_nobody(full: int) -> None:
    argv, environment = [sys.executable, "-c", LOGGING], cli.environment()
    ended = subprocess.run(argv, cwd=ROOT, env=environment, stderr=full, timeout=PATIENCE, check=False)
    assert ended.returncode == 0


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_in_each_process_is_logged_in_that_form(workers: int, database: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(database, tmp_path / "damaged.db"))
    with closing(sqlite3.connect(file)) as connection, connection:
        harm = "UPDATE event_documents SET \"full\" = x'7b' WHERE serial = (SELECT serial FROM events WHERE id = ?)"
        connection.execute(harm, ["kerman-bombings"])
    with serve(file, workers=workers, cache_bytes=0) as server:
        assert server.get("/events/kerman-bombings.md").status == 500
        wait_until(lambda: re.search(rf"^{RECORD}", server.messages(), re.MULTILINE))
        assert re.search(r"Z ERROR app\[\d+\]: .*\n(.*\n)*Traceback ", server.messages())
