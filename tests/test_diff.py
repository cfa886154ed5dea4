"""`python -m app diff`: what differs between two seeds is drafted for the changelog, and refused where it lacks."""

import json
from copy import deepcopy
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from app.seeding.json_schemas import schemas
from app.seeding.strict_yaml import load
from app.seeding.validation.checking import check
from tests.support import cli
from tests.support.sample_seed import Regatta, regatta

REASON = "TODO: say why."
SAID = "but changes.yaml does not list it"


def diff(old: Regatta, new: Regatta, folder: Path, *words: str) -> CompletedProcess[str]:
    """The command, with both seeds written to the folder."""
    seeds = []
    for name, seed in {"old": old, "new": new}.items():
        (folder / name).mkdir(parents=True)
        seeds.append(str(seed.write(folder / name)[0]))
    return cli.call("diff", *words, *seeds)


def second() -> Regatta:
    """A release in which a field changed, one within another too, a record came and a record went."""
    seed = regatta()
    seed.head |= {"version": "1.1.0", "released": "2031-07-01", "title": "The regatta"}
    first, count, _ = seed.tables["events"]
    first["summary"] = "Nine boats left."
    count["date"] |= {"start": "2031-05-02", "end": "2031-05-02"}
    seed.tables["people"] = []
    seed.tables["places"].append(deepcopy(seed.tables["places"][0]) | {"id": "elim"})
    return seed


def drafted(ended: CompletedProcess[str]) -> list[dict[str, Any]]:
    """The drafts, as the seed's own loader reads them."""
    assert (ended.returncode, ended.stderr) == (0, "")
    found: list[dict[str, Any]] = load(ended.stdout)[0] or []
    return found


def test_each_difference_is_drafted_and_the_reason_left_to_a_person(tmp_path: Path) -> None:
    entries = {entry["id"]: entry for entry in drafted(diff(regatta(), second(), tmp_path))}
    told = {id: (entry["kind"], entry["record"], entry.get("field")) for id, entry in entries.items()}
    assert told == {
        "1-1-0-dataset-title": ("corrected", "dataset", "title"),
        "1-1-0-events-count-date-start": ("corrected", "events/count", "date.start"),
        "1-1-0-events-count-date-end": ("corrected", "events/count", "date.end"),
        "1-1-0-events-start-summary": ("corrected", "events/start", "summary"),
        "1-1-0-people-mira-solberg": ("removed", "people/mira-solberg", None),
        "1-1-0-places-elim": ("added", "places/elim", None),
    }
    assert {(one["version"], one["released"], one["reason"]) for one in entries.values()} == {
        ("1.1.0", "2031-07-01", REASON)
    }
    start = entries["1-1-0-events-count-date-start"]
    assert (start["before"], start["after"]) == ("2031-05-03", "2031-05-02")
    last = {"name": "Mira Solberg", "office": "Judge", "evidence": [{"passage": "sentence-2"}]}
    assert entries["1-1-0-people-mira-solberg"]["before"] == last


def test_what_is_not_listed_is_refused_line_by_line_and_nothing_is_written(tmp_path: Path) -> None:
    ended = diff(regatta(), second(), tmp_path, "--check")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [
        f'dataset: title: changed from "A regatta" to "The regatta", {SAID}',
        f'events/count: date.start: changed from "2031-05-03" to "2031-05-02", {SAID}',
        f'events/count: date.end: changed from "2031-05-03" to "2031-05-02", {SAID}',
        "events/start: summary: changed from "
        f'"Nine boats left Port Elim in the Lantern Regatta." to "Nine boats left.", {SAID}',
        f"people/mira-solberg: removed, {SAID}",
        f"places/elim: added, {SAID}",
    ]


def listed(folder: Path) -> Regatta:
    """The second release with its drafts in the changelog, each with a reason."""
    seed = second()
    entries = drafted(diff(regatta(), seed, folder))
    seed.tables["changes"] = [{**entry, "reason": "It was wrong."} for entry in entries]
    return seed


def test_drafts_put_into_the_changelog_are_all_it_lacked_and_the_seed_can_be_loaded(tmp_path: Path) -> None:
    seed = listed(tmp_path / "drafts")
    ended = diff(regatta(), seed, tmp_path / "check", "--check")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    assert drafted(diff(regatta(), seed, tmp_path / "again")) == []
    assert check(tmp_path / "check" / "new" / "seed").counts["changes"] == 6


OTHERWISE: dict[str, tuple[str, dict[str, Any], str]] = {
    "another value before": ("1-1-0-events-start-summary", {"before": "Boats left."}, "events/start: summary: changed"),
    "another value after": ("1-1-0-events-count-date-start", {"after": "2031-05-01"}, "events/count: date.start: "),
    "a value that cannot be": ("1-1-0-events-count-date-end", {"before": 5}, "events/count: date.end: changed from"),
    "other last values": ("1-1-0-people-mira-solberg", {"before": {"name": "Mira"}}, "people/mira-solberg: removed, "),
    "no last values": ("1-1-0-people-mira-solberg", {"before": None}, "people/mira-solberg: removed, "),
    "another kind": ("1-1-0-places-elim", {"kind": "clarified"}, "places/elim: added, "),
}


@pytest.mark.parametrize(("id", "instead", "line"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_change_that_tells_it_otherwise_does_not_list_it(
    id: str, instead: dict[str, Any], line: str, tmp_path: Path
) -> None:
    seed = listed(tmp_path / "drafts")
    next(entry for entry in seed.tables["changes"] if entry["id"] == id).update(instead)
    ended = diff(regatta(), seed, tmp_path / "check", "--check")
    assert ended.returncode == 1
    assert ended.stderr.startswith(line)
    assert ended.stderr.count("\n") == 1


def test_two_changes_of_a_field_may_lead_from_what_was_to_what_is(tmp_path: Path) -> None:
    seed = listed(tmp_path / "drafts")
    (step,) = [entry for entry in seed.tables["changes"] if entry["record"] == "events/start"]
    seed.tables["changes"].append({**step, "id": "earlier", "version": "1.0.1", "after": "Boats left."})
    step["before"] = "Boats left."
    assert diff(regatta(), seed, tmp_path / "check", "--check").returncode == 0


def test_layout_order_and_what_is_left_out_do_not_count(tmp_path: Path) -> None:
    seed = regatta()
    for table, entries in seed.tables.items():
        if table != "passages":
            seed.tables[table] = [dict(reversed(entry.items())) for entry in reversed(entries)]
    seed.tables["events"][0] |= {"places": [], "subtype": None, "evidence": [{"passage": "sentence-3", "aspect": None}]}
    for words in ([], ["--check"]):
        ended = diff(regatta(), seed, tmp_path / "".join(words), *words)
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_what_was_once_told_may_not_be_taken_back_in_silence(tmp_path: Path) -> None:
    old = regatta()
    first = {"version": "1.0.0", "released": "2031-06-01", "kind": "added", "record": "dataset", "reason": "First."}
    old.tables["changes"] = [{"id": "first", **first}, {"id": "second", **first}]
    new = regatta()
    new.tables["changes"] = [{"id": "first", **first, "reason": "Begun."}]
    ended = diff(old, new, tmp_path, "--check")
    assert ended.stderr.splitlines() == [
        f'changes/first: reason: changed from "First." to "Begun.", {SAID}',
        f"changes/second: removed, {SAID}",
    ]


def test_a_long_id_is_cut_and_stays_unlike_others(tmp_path: Path) -> None:
    old, new = regatta(), regatta()
    ids = [f"{'a' * 99}{end}" for end in "bc"]
    new.tables["places"] += [deepcopy(new.tables["places"][0]) | {"id": id} for id in ids]
    found = [entry["id"] for entry in drafted(diff(old, new, tmp_path))]
    assert len(set(found)) == 2
    assert all(len(id) <= 100 for id in found)


def test_a_seed_that_can_not_be_read_is_told_with_its_folder(tmp_path: Path) -> None:
    broken = regatta()
    del broken.tables["people"][0]["name"]
    ended = diff(broken, regatta(), tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.startswith(
        f"{tmp_path / 'old' / 'seed' / 'people.yaml'}:1: name: required field is missing; add it\n"
    )


def test_a_draft_is_no_changelog_yet(tmp_path: Path) -> None:
    seed = second()
    text = diff(regatta(), seed, tmp_path / "draft").stdout
    seed.tables["changes"] = yaml.safe_load(text)
    folder, _ = seed.write(tmp_path)
    ended = cli.call("verify", seed=folder)
    assert ended.stderr.count("give the reason in a sentence") == 6


def test_a_field_that_the_old_release_did_not_have_is_no_change(tmp_path: Path) -> None:
    """The JSON Schemas in the folder of the old seed tell which fields it had."""
    old, new = regatta(), regatta()
    new.tables["events"][0]["caveat"] = "As the harbour master told it."
    silence = {
        **{"id": "silence", "kind": "missing", "title": "The wind", "explanation": "It is not told."},
        **{"records": ["dataset"], "evidence": new.tables["events"][0]["evidence"]},
    }
    old.tables["discrepancies"] = [silence]
    new.tables["discrepancies"] = [silence | {"topic": "where"}]  # required today
    folders = [tmp_path / "old", tmp_path / "new"]
    for number, seed in enumerate((old, new)):
        folders[number].mkdir()
        folders[number] = seed.write(folders[number])[0]
    for table, schema in schemas():
        for definition in schema.get("$defs", {}).values():
            for field in ("caveat", "topic"):
                definition.get("properties", {}).pop(field, None)
        file = folders[0] / "schema" / f"{table}.schema.json"
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(schema), encoding="utf-8")
    assert drafted(cli.call("diff", *map(str, folders))) == []
    (folders[0] / "schema" / "events.schema.json").unlink()
    assert [entry["field"] for entry in drafted(cli.call("diff", *map(str, folders)))] == ["caveat"]
