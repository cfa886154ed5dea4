"""Seed files as a whole: what cannot be read, what stays text, all faults at once, and what the real command does."""

import json
from pathlib import Path

import pytest

from app.seeding.reading import LocatedEntry, read_table
from tests.support import cli
from tests.support.seeds import Edit, article, change, claim, copied, event, faults, party, person

PERSON = json.dumps({"id": "ali-khamenei", "name": "Ali Khamenei", "evidence": ["infobox-commanders-iran"]}).encode()

FILES: dict[str, tuple[bytes | None, str]] = {
    "a file that is missing": (None, "people.yaml:1: file is missing; add it, with [] as its content"),
    "a head that is missing": (None, "article.yaml:1: file is missing; add it"),
    "a file that is empty": (b"", "people.yaml:1: must be a list of entries; write [] for an empty table"),
    "a file that is no list": (b"id: a\nname: A\n", "people.yaml:1: must be a list of entries"),
    "a file of two documents": (
        b"- id: a\n---\n- id: b\n",
        "people.yaml:2: cannot be read as YAML: but found another",
    ),
    "lists in lists": (b"[" * 2000, "people.yaml:1: lists are nested too deeply; no entry needs such depth"),
    "a file that is no UTF-8": (b"# one\n# tw\xf6\n", "people.yaml:2: is not UTF-8 (byte 10); save it as UTF-8"),
    "a line that is no UTF-8": (PERSON + b"\n\xf6\n", "people.jsonl:2: is not UTF-8 (byte 0); save it as UTF-8"),
    "a line that is no JSON": (PERSON + b"\n\n{'id': 1}\n", "people.jsonl:3: cannot be read as JSON: Expecting"),
    "a key twice in JSON": (
        b'\n{"id": "a", "id": "b"}\n',
        "people.jsonl:2: cannot be read as JSON: a key occurs twice",
    ),
}


@pytest.mark.parametrize(("content", "told"), FILES.values(), ids=FILES)
def test_a_file_that_can_not_be_read_is_one_fault(content: bytes | None, told: str, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    file = seed / told.partition(":")[0]
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    (fault,) = faults(seed)
    assert str(fault).startswith(told)


def test_a_line_of_json_lines_is_where_the_fault_of_its_entry_is(tmp_path: Path) -> None:
    (tmp_path / "people.jsonl").write_bytes(b"\n" + PERSON.replace(b'"name"', b'"nom"') + b"\n")
    (broken,) = read_table(tmp_path, "people")
    assert not isinstance(broken, LocatedEntry)
    assert [(fault.file, fault.line, fault.field) for fault in broken.faults] == [
        ("people.jsonl", 2, "name"),
        ("people.jsonl", 2, "nom"),
    ]


@pytest.mark.parametrize("text", ["no", "on", "12:30", "2024-01-16", "0x1F", "1e3", "010", "1_000", ".inf", "<<"])
def test_what_other_readers_take_for_something_else_stays_text(text: str, tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(f"- {{id: a, name: A, evidence: [lead-1], office: {text}}}\n")
    (item,) = read_table(tmp_path, "people")
    assert isinstance(item, LocatedEntry), item
    assert item.entry.model_dump()["office"] == text


def test_all_faults_of_all_files_are_told_at_once_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    seed = copied(tmp_path)
    edits = {
        person("aspect: office", "aspect: rank"): "evidence.1.aspect",
        party("kind: state", "kind: kingdom"): "kind",
        claim("[strikes-in-pakistan-2]", "[nowhere]"): "evidence.0.passage",
        claim("  high: 2\n", "  high: 1\n"): "high",
        event("type: visit", "type: strike"): "type",
        article("version: 1.1.0", "version: one"): "version",
    }
    made = sorted((edit.file, edit.apply(seed), field) for edit, field in edits.items())
    found = [(fault.file, fault.line, fault.field) for fault in faults(seed)]
    assert found == [fault for fault in made if fault[2] not in {"evidence.1.aspect", "type"}]
    article("version: one", "version: 1.1.0").apply(seed)  # without the head, rules between entries must wait
    assert [(fault.file, fault.line, fault.field) for fault in faults(seed)] == made[1:]


REFUSED = {
    "a broken reference": claim("[strikes-in-pakistan-2]", "[x]"),
    "a claim without evidence": claim("[strikes-in-pakistan-2]", "[]"),
    "a file that is no YAML": change("- id", "- [id"),
}


@pytest.mark.parametrize("edit", REFUSED.values(), ids=REFUSED)
def test_the_command_refuses_a_broken_seed_and_leaves_the_database_alone(
    edit: Edit, database: Path, tmp_path: Path
) -> None:
    seed, file = copied(tmp_path), tmp_path / "old.db"
    edit.apply(seed)
    file.write_bytes(database.read_bytes())
    ended = cli.call("seed", seed=seed, database_url=cli.database_url(file))
    (fault,) = faults(seed)
    assert ended.returncode == 1
    assert ended.stderr == f"{fault}\n1 fault; nothing was loaded.\n"
    assert {path.name for path in tmp_path.iterdir()} == {"seed", "old.db"}
    assert file.read_bytes() == database.read_bytes()
