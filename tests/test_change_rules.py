"""The changelog and the record must tell the same: a broken seed for each rule about changes, and what is taken."""

from pathlib import Path

import pytest

from tests.support.seeds import Edit, change, copied, faults

Case = tuple[str, Edit, str, str]  # the rule, the edit that breaks it, the field, a part of what is said


def told(record: str, kind: str = "corrected", version: str = "1.0.0", **values: str) -> str:
    """A change as it is written, its values in YAML."""
    lines = {"version": version, "released": "2026-11-22", "kind": kind, "record": record, "reason": "R.", **values}
    id = "-".join([version, kind, record, *values.get("field", "whole").split("_")]).replace("/", "-").replace(".", "-")
    return f"- id: {id}\n" + "".join(f"  {name}: {value}\n" for name, value in lines.items()) + "\n"


def tells(*changes: str, at: str) -> Edit:
    """The changelog with these changes before its own."""
    return change("- id", f"{''.join(changes)}- id", at)


NINE = "claims/iran-nine-people-killed"
STALE = told(NINE, field="best", before="9", after="8")
NONE = told(NINE, field="best", before="9", after="x")
RIGHT = told(NINE, version="1.10.0", field="best", before="8", after="9")
WRONG = told(NINE, version="1.11.0", field="best", before="9", after="7")
TWICE = RIGHT.replace("id: ", "id: x-").replace("1.10.0", '"1.10.0"')
GONE = told("people/arif-alvi", "removed")
BACK = told("people/arif-alvi", "added", "1.1.0")
AGAIN = told("people/arif-alvi", "removed", "1.2.0")
DAY = told("events/kerman-bombings", field="date.start", after="2024-01-04")
CASES: list[Case] = [
    ("of no record", tells(told("people/x"), at="  record"), "record", "there is no record people/x; correct the"),
    ("of no collection", tells(told("dates/x"), at="  record"), "record", "the collections are events, strikes"),
    (
        "of no field",
        tells(told("people/arif-alvi", field="age"), at="  field"),
        "field",
        "the fields are evidence, nam",
    ),
    ("of what the dataset has not", tells(told("dataset", field="url"), at="  field"), "field", "the fields are title"),
    (
        "to another value",
        tells(STALE, at="  after"),
        "after",
        "best of claims/iran-nine-people-killed is 9; correct one, or",
    ),
    (
        "to an impossible value",
        tells(NONE, at="  after"),
        "after",
        "iran-nine-people-killed is 9",
    ),
    ("to a value within another", tells(DAY, at="  after"), "after", 'events/kerman-bombings is "2024-01-03"'),
    ("from right to wrong", tells(RIGHT, WRONG, at="  after: 7"), "after", "iran-nine-people-killed is 9"),
    (
        "to another value of the article",
        tells(told("sources/article", field="title", after="T"), at="  after"),
        "after",
        'sources/article is "2024 Iran',
    ),
    ("of a field twice", tells(RIGHT, TWICE, at='  version: "'), "version", "keep one"),
    ("removed, and still there", tells(GONE, at="  record"), "record", "people/arif-alvi still exists"),
    ("back, and gone again", tells(AGAIN, GONE, BACK, at="  record"), "record", "people/arif-alvi still exists"),
    ("removed in part", tells(told("people/arif-alvi", "removed", field="office"), at="  kind"), "kind", "as a whole"),
    ("for no reason yet", tells(told("dataset", reason='"TODO: say why."'), at="  reason"), "reason", "in a sentence"),
]
TAKEN = {
    "the newest counts": (STALE, RIGHT),
    "the newest is the highest version": (told(NINE, version="1.9.0", field="best", after="8"), RIGHT),
    "a value written in short": (told("events/amir-abdollahian-visits-pakistan", field="places", after="[pakistan]"),),
    "nothing is left out": (told("events/kerman-bombings", field="date.not_before", before="2024-01-01"),),
    "removed, and added again": (GONE, BACK),
    "changed before it was removed and added again": (told("people/arif-alvi", field="name", after="A"), GONE, BACK),
    "changed, then removed": (told("people/x", field="name", after="A"), told("people/x", "removed", "1.1.0")),
}


@pytest.mark.parametrize(("edit", "field", "cure"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_change_that_is_not_true_is_told_with_its_line(edit: Edit, field: str, cure: str, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    line = edit.apply(seed)
    (fault,) = faults(seed)
    assert (fault.file, fault.field, fault.line) == ("changes.yaml", field, line), str(fault)
    assert cure in fault.message


@pytest.mark.parametrize("changes", TAKEN.values(), ids=TAKEN)
def test_changes_that_end_at_what_there_is_are_taken(changes: tuple[str, ...], tmp_path: Path) -> None:
    seed = copied(tmp_path)
    tells(*changes, at="- id").apply(seed)
    assert faults(seed) == []
