"""`python -m app check` and `--version`: each fault is found, named in words with its cure, and nothing is changed."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from app.database import at
from app.operations.checks import EXIT_CODES, Finding, State, check_database, space_needed, within
from app.seeding.validation.digest import seed_digest
from app.settings import SOFTWARE, Settings
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.postgres import PostgresServer
from tests.support.privileges import unprivileged
from tests.support.seeds import article, copied
from tests.support.servers import free_port, serve
from tests.support.waiting import PATIENCE, is_read, wait_until

LINE = re.compile(r"(ok|warning|fault) +(\w+): (.+)")
SECRET = "not-to-be-told"  # noqa: S105, whoever asks the server of the tests is let in
BLOCK = 512  # bytes, in which a shell counts the size of files
FROZEN_SECONDS = 20  # within which a server that does not answer is found


def findings(ended: cli.Ended) -> list[tuple[str, ...]]:
    """Level, subject and text of each line. The exit code must be that of the worst level."""
    lines = [LINE.fullmatch(line) for line in ended.stdout.splitlines()]
    assert all(lines), ended
    found = [line.groups() for line in lines if line]
    levels = {level for level, *_ in found}
    worst = "fault" if "fault" in levels else "warning" if "warning" in levels else "ok"
    assert (ended.returncode, ended.stderr) == (EXIT_CODES[worst], "")
    return found


def check(database: Path | URL, **settings: object) -> list[tuple[str, ...]]:
    """What is found with a database and other settings."""
    return findings(cli.call("check", database_url=cli.database_url(database), **settings))


def bad(found: list[tuple[str, ...]]) -> list[tuple[str, str]]:
    """Level and subject of what is not well."""
    return [(level, subject) for level, subject, _ in found if level != "ok"]


@pytest.fixture
def file(tmp_path: Path, database: Path) -> Path:
    """A copy of the loaded database, in a folder of its own."""
    (tmp_path / "data").mkdir()
    return Path(shutil.copyfile(database, tmp_path / "data" / "x.db"))


def test_all_is_well_and_nothing_is_changed(file: Path) -> None:
    written, content = file.stat().st_mtime_ns, file.read_bytes()
    ended = cli.run("check", database_url=cli.database_url(file))
    found = findings(ended)
    assert [(level, subject) for level, subject, _ in found] == [
        ("ok", subject) for subject in ("settings", "database", "seed", "disk", "time")
    ]
    digest = seed_digest(SEED)
    assert digest is not None
    assert ended.stdout.count(digest[:12]) == 2, "of the database and of the seed"
    assert (file.stat().st_mtime_ns, file.read_bytes()) == (written, content)
    assert list(file.parent.iterdir()) == [file]


def remove(file: Path) -> None:
    """Nothing is there."""
    file.unlink()


def replace(file: Path) -> None:
    """Something else is there."""
    file.write_text("hello " * 1000)


def empty(file: Path) -> None:
    """A database of somebody else."""
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE other (id)")


def make_folder(file: Path) -> None:
    """A folder is there."""
    file.unlink()
    file.mkdir()


def damage(file: Path) -> None:
    """Its header is there, and nothing good after it."""
    content = file.read_bytes()
    file.write_bytes(content[:100] + bytes(len(content) - 100))


def lacking(file: Path) -> None:
    """One of its tables is missing."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TABLE dictionaries")


def cut(file: Path) -> None:
    """The end is missing."""
    os.truncate(file, file.stat().st_size // 2)


def changed(column: str, value: str) -> Callable[[Path], None]:
    """The row about the dataset is different."""

    def change(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection, connection:
            connection.execute(f"UPDATE dataset SET {column} = ?", [value])  # noqa: S608

    return change


def ahead(file: Path) -> None:
    """It was written tomorrow, by this clock."""
    tomorrow = time.time() + 86_400
    os.utime(file, (tomorrow, tomorrow))


FAULTS: dict[str, tuple[Callable[[Path], None], list[tuple[str, str]], str]] = {
    "missing": (remove, [("fault", "database")], "does not exist; load it with: python -m app seed"),
    "another file": (replace, [("fault", "database")], "holds something else, which a load would replace; name "),
    "another database": (empty, [("fault", "database")], "holds something else, which a load would replace; name "),
    "a folder": (make_folder, [("fault", "database")], "which is a folder; add the name of a file"),
    "damaged": (damage, [("fault", "database")], "; load it anew with: "),
    "lacks a table": (lacking, [("fault", "database")], "lacks tables: dictionaries; load it anew with: "),
    "cut short": (cut, [("fault", "database")], "is cut short: "),
    "older software": (
        changed("software", "1.0.0"),
        [("warning", "database")],
        "stale: loaded by software 1.0",
    ),
    "other data": (changed("digest", "0" * 64), [("warning", "seed")], "it is not what the database holds; load it "),
    "clock behind": (changed("released", "2999-01-01"), [("fault", "time")], "before the data's release on 2999-01-01"),
    "file of tomorrow": (ahead, [("warning", "time")], "seconds from now by the clock; set the clock"),
}


@pytest.mark.parametrize(("plant", "expected", "words"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_file_is_found(
    plant: Callable[[Path], None], expected: list[tuple[str, str]], words: str, file: Path
) -> None:
    plant(file)
    found = check(file)
    assert bad(found) == expected
    assert any(words in text for level, _, text in found if level != "ok"), found
    if "python -m app seed" in str(found):
        assert cli.call("seed", database_url=cli.database_url(file)).returncode == 0
        assert bad(check(file)) == [], "it is a cure"


def run_unprivileged(file: Path, *limits: str, **settings: object) -> cli.Ended:
    """The check as a user who is not root, to whom permissions apply."""
    before, user = unprivileged()
    environment = cli.environment(database_url=cli.database_url(file), **settings)
    argv = [*before, *limits, *cli.argv("check")]
    return subprocess.run(
        argv, cwd=ROOT, env=environment, user=user, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def test_what_may_not_be_read_or_written_is_found(file: Path, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    (seed / "events.yaml").chmod(0)
    file.parent.chmod(0o555)
    found = findings(run_unprivileged(file, seed=seed))
    assert bad(found) == [("warning", "seed")]
    assert f"{seed}/events.yaml: Permission denied; make every file of the seed readable" in str(found)
    assert "is not writable: the database can be served but not reloaded" in str(found), "as in a container"
    file.chmod(0)
    found = findings(run_unprivileged(file))
    assert bad(found) == [("fault", "database"), ("fault", "disk")]
    assert f"{file} may not be read by this user; make it readable with chmod or chown" in str(found)
    file.parent.chmod(0o755)


def test_what_a_killed_load_left_is_found_until_the_next_load(file: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    left = file.with_name(f"{file.name}.{ended.pid}.building")
    left.write_bytes(bytes(2**20))
    assert [text for level, _, text in check(file) if level == "warning"] == [
        f"{left} (1.0 MiB) was left by a load that was killed; remove it, or load again"
    ]
    assert cli.run("seed", database_url=cli.database_url(file)).returncode == 0
    assert bad(check(file)) == []


def test_a_disk_without_room_for_a_load_is_found(file: Path) -> None:
    limits = ("sh", "-c", 'ulimit -f 1000; exec "$@"', "sh")
    found = findings(run_unprivileged(file, *limits))
    assert bad(found) == [("warning", "disk")]
    assert "; raise the limit (ulimit -f)" in str(found)
    file.unlink()
    assert ("fault", "disk") in bad(findings(run_unprivileged(file, *limits))), "without data it is a fault"
    enough = space_needed(file, SEED) * 3 // 4 // BLOCK
    found = findings(run_unprivileged(file, "sh", "-c", f'ulimit -f {enough}; exec "$@"', "sh"))
    assert ("warning", "disk") in bad(found), "it may be enough"
    assert "; raise the limit (ulimit -f)" in str(found)


AT: dict[str, Any] = {"public_url": "https://news.example"}
SETTINGS: dict[str, tuple[dict[str, object], str, str]] = {
    "misspelt": ({"worker": 4}, "fault", "did you mean SKIRMISHES_WORKERS?"),
    "out of range": ({"port": 0}, "fault", "SKIRMISHES_PORT is '0'; it must be at least 1"),
    "no public URL": ({"host": "0.0.0.0"}, "warning", "set SKIRMISHES_PUBLIC_URL to the URL at which clients"),  # noqa: S104
    "no seed": ({"seed": "/nowhere"}, "warning", "/nowhere does not exist; set SKIRMISHES_SEED to the folder"),
    "a host of nobody": ({"host": "nowhere.invalid"}, "fault", "; set SKIRMISHES_HOST to another"),
    "a host elsewhere": ({"host": "192.0.2.1"}, "fault", "cannot listen on 192.0.2.1: "),
    "metrics elsewhere": (
        {"metrics_port": 9100, "metrics_host": "192.0.2.1"},
        "fault",
        "SKIRMISHES_METRICS_HOST",
    ),
    "a port for two": ({"port": 8001, "metrics_port": 8001}, "fault", "SKIRMISHES_METRICS_PORT is 8001, which is "),
    "a file for a socket": (
        {**AT, "socket": __file__},
        "fault",
        ": a file that is not a socket is there; set ",
    ),
    "no folder for a socket": (
        {**AT, "socket": "/nowhere/s"},
        "fault",
        "/nowhere/s: No such file or directory; set ",
    ),
}


@pytest.mark.parametrize(("settings", "level", "words"), SETTINGS.values(), ids=SETTINGS)
def test_a_fault_of_a_setting_is_found(settings: dict[str, object], level: str, words: str, file: Path) -> None:
    found = check(file, **settings)
    expected = [words in text for found_level, _, text in found if found_level == level]
    assert expected == [True], found
    if level == "fault":
        ended = cli.run("serve", **{"database_url": cli.database_url(file), "port": free_port(), **settings})
        assert (ended.returncode, ended.stderr.count("\n")) == (1, 1), "the service does not start either"


def test_a_socket_that_is_in_use_or_can_be_made_is_well(file: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # whose path is short
        for path in (f"{folder}/new", f"{folder}/s"):
            with serve(file, socket=f"{folder}/s", **AT):
                assert bad(check(file, socket=path, **AT)) == []


def test_a_seed_that_must_be_loaded_and_cannot_is_a_fault(file: Path, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    article("version: 1.1.0", "version: [1]").apply(seed)
    file.unlink()
    for folder in (seed, tmp_path / "nowhere"):
        assert ("fault", "seed") in bad(check(file, seed=folder))


def test_an_invalid_seed_is_found(file: Path, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    article("version: 1.1.0", "version: [1]").apply(seed)
    found = check(file, seed=seed)
    assert bad(found) == [("warning", "seed")], "what was loaded before can be served"
    assert "has errors; list them with: python -m app verify" in str(found)


def test_with_json_each_line_is_an_object_that_says_the_same(file: Path) -> None:
    ended = cli.call("check", "--json", database_url=cli.database_url(file), host="0.0.0.0")  # noqa: S104
    objects = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == EXIT_CODES["warning"]
    assert [tuple(one.values()) for one in objects][1:4] == check(file, host="0.0.0.0")[1:4]  # noqa: S104
    assert {tuple(one) for one in objects} == {("level", "subject", "text")}


def test_an_owner_of_the_tables_is_a_warning_and_a_reader_is_well(postgresql: PostgresServer, seeded: URL) -> None:
    database = seeded.database or ""
    found = check(seeded.set(password=SECRET))
    assert bad(found) == [("warning", "role")]
    assert SECRET not in str(found)
    postgresql.run(database, "CREATE ROLE checked LOGIN", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO checked")
    reader = seeded.set(username="checked")
    assert bad(check(reader)) == []
    postgresql.run(database, "REVOKE SELECT ON events FROM checked")
    found = check(reader)
    assert bad(found) == [("fault", "role")]
    assert "GRANT SELECT ON events TO checked" in str(found)
    postgresql.run(database, "REVOKE SELECT ON dataset FROM checked")
    found = check(reader)
    assert bad(found) == [("fault", "database")]
    cure = "as the owner of the tables: GRANT SELECT ON ALL TABLES IN SCHEMA public TO checked"
    assert f"permission denied for table dataset; {cure}" in str(found)
    postgresql.run(database, cure.partition(": ")[2])
    assert bad(check(reader)) == [], "it is a cure"


def test_a_missing_table_is_no_missing_privilege(postgresql: PostgresServer, seeded: URL) -> None:
    postgresql.run(seeded.database or "", "DROP TABLE dictionaries")
    found = check(seeded)
    assert bad(found) == [("fault", "database"), ("warning", "role")]
    assert "lacks tables: dictionaries; set SKIRMISHES_DATABASE_URL to a new, empty database" in str(found)
    postgresql.run(seeded.database or "", "UPDATE alembic_version SET version_num = '0001'")
    assert bad(check(seeded)) == [("warning", "database"), ("warning", "role")], "an older revision has other tables"


def test_a_database_without_data_or_without_a_server_is_found(url: URL) -> None:
    found = check(url)
    assert bad(found) == [("fault", "database")]
    assert "load it with: python -m app seed" in str(found)
    for wrong in (url.set(database="nowhere"), url.set(query={"host": "/nowhere"})):
        found = check(wrong.set(password=SECRET))
        assert bad(found) == [("fault", "database")]
        assert "; correct host, user, password and database in SKIRMISHES_DATABASE_URL, PGPASSWORD or " in str(found)
        assert SECRET not in str(found)


def test_a_server_that_does_not_answer_is_found_in_time(postgresql: PostgresServer, seeded: URL) -> None:
    with postgresql.frozen():
        started = time.monotonic()
        assert bad(check(seeded)) == [("fault", "database")]
        assert time.monotonic() - started < FROZEN_SECONDS


def test_a_file_that_does_not_answer_is_a_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "hung.db")
    state = State(Settings(database_url=cli.database_url(tmp_path / "hung.db")))
    (found,) = within(0.1, "database", check_database, state)
    assert found == Finding("fault", "database", "no result after 0.1 seconds")
    wait_until(lambda: is_read(tmp_path / "hung.db"))  # which ends the wait of its thread


def test_sessions_have_the_name_of_the_service_unless_another_is_given(seeded: URL, postgresql: PostgresServer) -> None:
    for query, name in (({}, "skirmishes"), ({"application_name": "desk"}, "desk")):
        database = at(seeded.update_query_dict(query))
        with database.read_only().connect() as connection:
            assert connection.exec_driver_sql("SHOW application_name").scalar_one() == name
        database.dispose()


def test_version_names_software_data_python_and_sqlite_on_one_line(tmp_path: Path) -> None:
    ended = cli.run("--version")
    python, sqlite = sys.version.split()[0], sqlite3.sqlite_version
    said = f"skirmishes {SOFTWARE}, dataset 1.1.0, Python {python}, SQLite {sqlite}\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, said, "")
    missing = tmp_path / "article.yaml"
    assert f"dataset unknown ({missing} " in cli.call("--version", seed=tmp_path).stdout
    missing.mkdir()
    assert f"dataset unknown ({missing}: Is a directory)" in cli.call("--version", seed=tmp_path).stdout
