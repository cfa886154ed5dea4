"""Loading: repeatable, all or nothing, only when needed; and a server that notices, and never mixes old and new."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from sqlalchemy import text

from app.seeding.kinds import ENTRIES
from app.seeding.loading.load import load
from app.seeding.loading.staleness import ensure_current
from app.seeding.strict_yaml import load as read
from app.seeding.validation.checking import check
from app.settings import Settings
from app.store import DatasetStore
from tests.support import cli
from tests.support.paths import ROOT, SEED
from tests.support.sample_seed import regatta, with_people
from tests.support.seeds import Edit, article, copied, event, person
from tests.support.servers import serve
from tests.support.waiting import wait_until

MANY = 400  # people: so many that a load is still under way when it is killed


def documents(file: Path) -> dict[str, list[tuple[str, ...]]]:
    """All that is served from a file."""
    with closing(sqlite3.connect(file)) as connection:
        rows = {name: list(connection.execute(f"SELECT id, brief, full FROM {name} ORDER BY id")) for name in ENTRIES}  # noqa: S608
        rows["search"] = list(connection.execute("SELECT id, title, body, brief FROM search_entries ORDER BY id"))
        rows["dataset"] = list(connection.execute("SELECT * FROM dataset"))
        return rows


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Every file of a folder: which it is, when it was written, what it holds."""
    return {
        file.name: (file.stat().st_ino, file.stat().st_mtime_ns, file.read_bytes())
        for file in folder.iterdir()
        if file.is_file()
    }


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small seed, and the database of it."""
    folder = tmp_path_factory.mktemp("small")
    seed, _ = regatta().write(folder)
    load(seed, folder / "small.db")
    return folder


@pytest.fixture
def seed(small: Path) -> Path:
    """The small seed."""
    return small / "seed"


@pytest.fixture
def file(small: Path, tmp_path: Path) -> Path:
    """A copy of its database in a folder of its own."""
    (tmp_path / "served").mkdir()
    return Path(shutil.copyfile(small / "small.db", tmp_path / "served" / "skirmishes.db"))


def test_loading_again_makes_the_same_documents(database: Path, tmp_path: Path) -> None:
    load(SEED, tmp_path / "again.db")
    assert documents(tmp_path / "again.db") == documents(database)


def test_json_lines_make_the_same_digest_and_documents_as_yaml(database: Path, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    for table in ENTRIES:
        entries, _ = read((seed / f"{table}.yaml").read_text(encoding="utf-8"))
        lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
        (seed / f"{table}.jsonl").write_text("\n".join(lines), encoding="utf-8")
        (seed / f"{table}.yaml").unlink()
    load(seed, tmp_path / "lines.db")
    assert documents(tmp_path / "lines.db") == documents(database)


def test_the_digest_depends_on_content_and_not_on_layout_comments_or_the_order_of_keys(tmp_path: Path) -> None:
    seed = copied(tmp_path)
    for name in ("article", *ENTRIES):
        document, _ = read((seed / f"{name}.yaml").read_text(encoding="utf-8"))
        laid_out = yaml.safe_dump(document, allow_unicode=True, sort_keys=True, width=60, default_flow_style=None)
        (seed / f"{name}.yaml").write_text(f"# A comment.\n{laid_out}", encoding="utf-8")
    assert check(seed).digest == check(SEED).digest
    assert (seed / "events.yaml").read_bytes() != (SEED / "events.yaml").read_bytes()


CHANGES = [
    person("Ali Khamenei", "Ali"),
    article("version: 1.1.0", "version: 1.1.1"),
    event("sequence: 10", "sequence: 11"),
]


@pytest.mark.parametrize("edit", CHANGES, ids=lambda edit: edit.file)
def test_the_digest_changes_with_the_content(edit: Edit, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    edit.apply(seed)
    assert check(seed).digest != check(SEED).digest


def test_a_killed_load_leaves_the_old_data_and_the_next_one_clears_up_after_it(file: Path, tmp_path: Path) -> None:
    large, before = with_people(tmp_path, MANY), file.read_bytes()
    environment = cli.environment(seed=large, database_url=cli.database_url(file))
    with subprocess.Popen(cli.argv("seed"), cwd=ROOT, env=environment) as loading:
        wait_until(lambda: loading.poll() is not None or list(file.parent.glob("*.building")))
        loading.send_signal(signal.SIGKILL)
        assert loading.wait() == -signal.SIGKILL
    assert file.read_bytes() == before
    assert len(state(file.parent)) > 1
    load(large, file)
    assert list(state(file.parent)) == [file.name]
    assert len(documents(file)["people"]) == MANY


def test_a_load_under_way_keeps_its_file(seed: Path, file: Path) -> None:
    under_way = file.with_name(f"{file.name}.{os.getppid()}.building")
    under_way.write_bytes(b"half")
    load(seed, file)
    assert under_way.read_bytes() == b"half"


STALE = {
    "the seed": "UPDATE dataset SET digest = 'another'",
    "the software": "UPDATE dataset SET software = '0.0.1'",
    "the revision": "UPDATE alembic_version SET version_num = '0000'",
    "no dataset": "DELETE FROM dataset",
}


@pytest.mark.parametrize("change", STALE.values(), ids=STALE)
def test_a_stale_file_is_loaded_again(change: str, seed: Path, file: Path) -> None:
    before = documents(file)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(change)
    loaded = ensure_current(seed, file)
    assert loaded is not None
    assert loaded.digest == check(seed).digest
    assert documents(file) == before
    assert ensure_current(seed, file) is None


def test_a_file_that_holds_something_else_is_not_replaced(seed: Path, tmp_path: Path) -> None:
    text, other = tmp_path / "text", tmp_path / "other.db"
    text.write_bytes(b"a manuscript")
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE manuscripts (id)")
    for file in (text, other):
        before = file.read_bytes()
        with pytest.raises(ValueError, match="holds something else"):
            load(seed, file)
        assert file.read_bytes() == before
        assert cli.run("seed", database_url=cli.database_url(file)).returncode == 1
    assert {file.name for file in tmp_path.iterdir()} == {"text", "other.db"}


def test_a_damaged_database_is_loaded_again(seed: Path, file: Path) -> None:
    before = documents(file)
    file.write_bytes(file.read_bytes()[:20_000])
    load(seed, file)
    assert documents(file) == before


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_a_file_that_is_no_database_is_loaded(content: bytes | None, seed: Path, file: Path) -> None:
    before, new = documents(file), file.parent / "folder" / "new.db"
    if content is not None:
        new.parent.mkdir()
        new.write_bytes(content)
    assert ensure_current(seed, new) is not None
    assert documents(new) == before


def test_a_load_goes_where_a_symbolic_link_leads(seed: Path, file: Path, tmp_path: Path) -> None:
    link, volume = tmp_path / "link.db", tmp_path / "volume"
    volume.mkdir()
    link.symlink_to(volume / "linked.db")
    for _ in range(2):  # it leads to nothing, then to a file
        load(seed, link)
        assert link.is_symlink()
        assert [item.name for item in volume.iterdir()] == ["linked.db"]
        assert documents(volume / "linked.db") == documents(file)
    with serve(link) as server:
        assert server.get("/events").status == 200


def test_names_need_not_be_utf_8(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    ended = cli.run("seed", database_url=f"sqlite:///{folder}/skirmishes.db")
    assert (ended.returncode, ended.stderr) == (0, "")
    with serve(folder / "skirmishes.db") as server:
        assert server.get("/events").status == 200
        (folder / "skirmishes.db").unlink()
        wait_until(lambda: server.get("/events").status == 200 and "cannot be read" in server.messages())
        assert "Traceback" not in server.messages()
    absent = folder / os.fsdecode(b"\xff.db")
    with serve(absent) as server:
        assert server.get("/events").status == 503


def test_a_current_file_in_a_read_only_folder_is_served_as_it_is(seed: Path, file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    before = state(file.parent)
    assert ensure_current(seed, file) is None
    with DatasetStore(Settings(database_url=cli.database_url(file))).snapshot() as (connection, dataset, _):
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == 3
        assert dataset.digest == check(seed).digest
    assert state(file.parent) == before
    file.parent.chmod(0o755)


def test_a_server_notices_a_replaced_file_and_finishes_an_answer_with_the_old_one(file: Path, tmp_path: Path) -> None:
    made, service = regatta(), DatasetStore(Settings(database_url=cli.database_url(file)))
    made.head["version"], made.tables["events"][0]["title"] = "1.0.1", "Another start"
    later, _ = made.write(tmp_path)
    title = text("SELECT title FROM events WHERE id = 'start'")
    with service.snapshot() as (connection, dataset, _):
        load(later, file)
        service.check()
        assert (dataset.version, connection.execute(title).scalar_one()) == ("1.0.0", "The start")
    with service.snapshot() as (connection, dataset, _):
        assert (dataset.version, connection.execute(title).scalar_one()) == ("1.0.1", "Another start")


@pytest.mark.parametrize("content", [None, b"", b"half a file"], ids=["missing", "empty", "half"])
def test_a_server_keeps_what_it_has_while_the_new_file_can_not_be_read(content: bytes | None, file: Path) -> None:
    service = DatasetStore(Settings(database_url=cli.database_url(file)))
    before = service.current()
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    service.check()
    assert service.current() is before
    with service.snapshot() as (connection, *_):
        assert connection.execute(text("SELECT count(*) FROM events")).scalar_one() == 3
