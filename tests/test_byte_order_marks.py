"""Files as some editors save them, with a byte-order mark and Windows line ends: they read like any other."""

import codecs
import json
from pathlib import Path

import pytest

from app.seeding.kinds import ENTRIES
from app.seeding.strict_yaml import load
from app.seeding.validation.checking import check
from app.seeding.validation.digest import seed_digest
from tests.support import cli
from tests.support.paths import SEED
from tests.support.seeds import article, copied, event, faults

MARKS = {"mark": (codecs.BOM_UTF8, b"\n"), "mark and CRLF": (codecs.BOM_UTF8, b"\r\n"), "CRLF": (b"", b"\r\n")}
TEXT = "Iran struck Pakistan.\n\nPakistan struck Iran on 18 January 2024.\n"


def save(file: Path, mark: bytes, line_end: bytes) -> None:
    """Save a file again as an editor does."""
    file.write_bytes(mark + file.read_bytes().replace(b"\n", line_end))


@pytest.mark.parametrize(("mark", "line_end"), MARKS.values(), ids=MARKS)
def test_every_file_of_a_seed_reads_the_same(mark: bytes, line_end: bytes, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    for file in seed.rglob("*"):
        if file.is_file():
            save(file, mark, line_end)
    assert (faults(seed), seed_digest(seed)) == ([], seed_digest(SEED))


@pytest.mark.parametrize(("mark", "line_end"), MARKS.values(), ids=MARKS)
def test_json_lines_read_the_same(mark: bytes, line_end: bytes, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    for table in ENTRIES:
        entries, _ = load((seed / f"{table}.yaml").read_text(encoding="utf-8"))
        (seed / f"{table}.yaml").unlink()
        (seed / f"{table}.jsonl").write_text("".join(f"{json.dumps(entry)}\n" for entry in entries), encoding="utf-8")
        save(seed / f"{table}.jsonl", mark, line_end)
    assert (check(seed).counts, seed_digest(seed)) == (check(SEED).counts, seed_digest(SEED))


@pytest.mark.parametrize(("mark", "line_end"), MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("command", ["verify", "drift"])
def test_a_text_of_the_article_reads_the_same(command: str, mark: bytes, line_end: bytes, tmp_path: Path) -> None:
    said = []
    file = tmp_path / "article.txt"
    for change in ((b"", b"\n"), (mark, line_end)):
        file.write_bytes(TEXT.encode())
        save(file, *change)
        ended = cli.call(command, str(file))
        assert ended.returncode == 1
        said.append((ended.stdout, ended.stderr))
    assert said[0] == said[1]


@pytest.mark.parametrize(("mark", "line_end"), MARKS.values(), ids=MARKS)
def test_the_schemas_of_an_older_seed_read_the_same(mark: bytes, line_end: bytes, tmp_path: Path) -> None:
    old, new = copied(tmp_path / "old"), copied(tmp_path / "new")
    article("version: 1.1.0", "version: 1.1.1").apply(new)
    event("title: The Kerman bombings", "title: Bombings").apply(new)
    draft = cli.call("diff", str(old), str(new)).stdout
    for file in (old / "schema").iterdir():
        save(file, mark, line_end)
    assert draft.startswith("- id: ")
    assert cli.call("diff", str(old), str(new)).stdout == draft


def test_a_byte_that_is_no_text_is_found_on_its_line_behind_a_mark_too(tmp_path: Path) -> None:
    seed = copied(tmp_path)
    content = (seed / "events.yaml").read_bytes()
    for mark in (b"", codecs.BOM_UTF8):
        (seed / "events.yaml").write_bytes(mark + content.replace(b"\n", b"\n\xff\n", 1))
        (fault,) = (fault for fault in faults(seed) if "is not UTF-8" in fault.message)
        assert (fault.file, fault.line) == ("events.yaml", 2)
