"""A broken seed for each rule that an entry keeps by itself: how it is written, its fields, words, texts and days."""

from pathlib import Path

import pytest

from tests.support.seeds import (
    Edit,
    article,
    change,
    claim,
    copied,
    discrepancy,
    event,
    faults,
    passage,
    person,
    place,
    strike,
)

Case = tuple[str, Edit, str, str]  # the rule, the edit that breaks it, the field, a part of what is said

NAME = "  name: Ali Khamenei\n"
WRITING: list[Case] = [
    ("a key twice", person(NAME, f"{NAME}  name: Ali\n", "  name: Ali\n"), "", "duplicate key 'name'; keep one"),
    ("a list for a key", person(NAME, "  [name]: Ali\n"), "", "a key must be a single word"),
    (
        "an alias",
        person(NAME, "  name: &a Ali\n  office: *a\n", "  office"),
        "",
        "aliases are not allowed; write out the value",
    ),
    ("a tab", person(NAME, "\tname: Ali\n"), "", "'\\t' that cannot start any token"),
    ("a control character", person(NAME, "  name: Ali \x07\n"), "", "U+0007; remove it"),
    ("a Python object", person(NAME, "  name: !!python/name:os.system x\n"), "", "not determine a constructor"),
    ("an entry that is a text", change("- id", "- x\n- id"), "", 'must be a mapping of fields to values, not "x"'),
]
FIELDS: list[Case] = [
    (
        "an unknown field",
        person(NAME, f"{NAME}  age: 84\n", "  age"),
        "age",
        "unknown field; remove it or correct its spelling",
    ),
    (
        "a missing field",
        person(f"- id: ali-khamenei\n{NAME}", "- id: ali-khamenei\n"),
        "name",
        "required field is missing; add it",
    ),
    ("a missing value", person(NAME, "  name:\n"), "name", "must be text, not null"),
    ("an unknown word", event("type: bombing", "type: bombs"), "type", "use 'strike', 'bombing', "),
    ("a number for a text", person(NAME, "  name: 84\n"), "name", "must be text, not 84"),
    (
        "a text for a number",
        event("sequence: 10\n", 'sequence: "10"\n'),
        "sequence",
        'must be a whole number, not "10"',
    ),
    ("true for a number", event("sequence: 10\n", "sequence: true\n"), "sequence", "must be a whole number, not true"),
    ("a number below zero", event("sequence: 10\n", "sequence: -1\n"), "sequence", "must be at least 0, not -1"),
    ("a number too large", event("sequence: 10\n", "sequence: 2147483648\n"), "sequence", "at most 2147483647"),
    ("no for false", event("background: true", "background: no"), "background", 'must be true or false, not "no"'),
    (
        "a latitude past the pole",
        place("latitude: 28.4785", "latitude: 98.4"),
        "point.latitude",
        "must be at most 90.0, not 98.4",
    ),
    ("a version with a word", article("version: 1.1.0", "version: one"), "version", '"one" does not match the pattern'),
    ("an address without https", article("url: https:", "url: http:"), "article.url", "does not match the pattern"),
]
TEXTS: list[Case] = [
    ("a hidden control character", person(NAME, '  name: "A\\x07"\n'), "name", "control character; remove it"),
    ("a line break", person(NAME, '  name: "A\\nB"\n'), "name", "contains a line break or control character"),
    ("a line break in a locator", passage("'On January 16,'", '"On\\nJ"'), "first_words", "contains a line break"),
    ("a formula", person(NAME, '  name: "=A1"\n'), "name", "may not begin with = + - or @"),
    ("a formula with plus", person(NAME, '  name: "+A1"\n'), "name", "may not begin with = + - or @"),
    ("a formula with minus", person(NAME, '  name: "-A1"\n'), "name", "may not begin with = + - or @"),
    ("a formula with at", person(NAME, '  name: "@A1"\n'), "name", "may not begin with = + - or @"),
    ("a space before a text", person(NAME, '  name: " =A1"\n'), "name", "or end with a space; remove it"),
    ("half a character", person(NAME, '  name: "\\uD800"\n'), "name", "half of a surrogate pair"),
    ("an id with capitals", change("id: 1-0-0", "id: One"), "id", "use lower-case letters and digits"),
    ("an id too long", change("id: 1-0-0", f"id: {100 * 'a'}"), "id", "at most 100 characters"),
]
DAY = "    start: 2024-01-16\n    end: 2024-01-16\n    precision: day\n    basis: stated\n"
OPEN = "    precision: not_stated\n    basis: inferred\n    not_before: 2024-01-16\n    not_after: 2024-01-18\n"
DAYS: list[Case] = [
    ("a day in words", event("start: 2024-01-16", "start: 16 January"), "date.start", "write the date as YYYY-MM-DD"),
    ("a day in other digits", event("start: 2024-01-16", "start: ٢٠٢٤-٠١-١٦"), "date.start", "write the date as YYYY"),
    ("a day that is none", event("start: 2024-01-16", "start: 2024-02-30"), "date.start", "there is no such day"),
    ("a day half given", event(DAY, DAY.replace("    end: 2024-01-16\n", "")), "date.start", "both or neither"),
    (
        "a day of two",
        event(DAY, DAY.replace("end: 2024-01-16", "end: 2024-01-17"), "    p"),
        "date.precision",
        "same day",
    ),
    ("a range of one", event(DAY, DAY.replace("day", "range"), "    p"), "date.precision", "are the same day"),
    ("a day and bounds", event(DAY, f"{DAY}    not_after: 2024-01-17\n", "    p"), "date.precision", "not_stated only"),
    (
        "a range backwards",
        event(DAY, DAY.replace("16", "18", 1).replace("day", "range"), "    e"),
        "date.end",
        "earlier",
    ),
    ("bounds backwards", event(OPEN, OPEN.replace("-16", "-19"), "    not_a"), "date.not_after", "earlier day first"),
    ("bounds called stated", event(OPEN, OPEN.replace("inferred", "stated"), "    b"), "date.basis", "to inferred"),
    (
        "a guess without a note",
        event(DAY, DAY.replace("stated", "inferred"), "  date:"),
        "date.note",
        "what was inferred",
    ),
]
WHOLE = "  measure: killed\n  victim_class: all\n  low: 9\n  best: 9\n  high: 9\n"
THREAT = "  statement: Pakistan may retaliate for the Iranian strikes.\n"
COHERENCE: list[Case] = [
    ("figures out of order", claim(WHOLE, WHOLE.replace("high: 9", "high: 8"), "  high"), "high", "must be in order"),
    ("figures half given", claim(WHOLE, WHOLE.replace("  high: 9\n", ""), "  low"), "low", "all three or none"),
    ("a figure of nothing", claim(WHOLE, WHOLE.replace("  measure: killed\n", ""), "- id:"), "measure", "need both"),
    (
        "a threat with a figure",
        claim(THREAT, f"{THREAT}  low: 1\n  best: 1\n  high: 1\n", "  low"),
        "low",
        "remove them",
    ),
    (
        "a threat in a whole",
        claim(THREAT, f"{THREAT}  part_of: bla-members-killed\n", "  part"),
        "part_of",
        "remove it",
    ),
    ("a claim without evidence", claim("[strikes-in-pakistan-2]", "[]"), "evidence", "at least 1 item"),
    (
        "an empty passage",
        passage("start: 37\n  end: 191", "start: 37\n  end: 37", "end"),
        "end",
        "must come after start",
    ),
    ("a copied passage", passage("'On January 16,'", "a b c d e f g"), "first_words", "located, not copied"),
]
HOST, BLA = "    - {person: jalil-abbas-jilani, role: host}\n", "    - {party: balochistan-liberation-army}\n"
TWICE: list[Case] = [
    (
        "a person twice",
        event(HOST, HOST + HOST.replace("host", "guest"), "  people:"),
        "people",
        "given twice; keep one",
    ),
    ("a place twice", event("[iraq, syria]", "[iraq, iraq]"), "places", "iraq is given twice; keep one"),
    ("a target twice", strike(BLA, BLA + BLA, "  targets:"), "targets", "-army is given twice; keep one"),
    ("a reference twice", passage("cites: [5]", "cites: [5, 5]"), "cites", "5 is given twice; keep one"),
    ("evidence twice", claim("[strikes-in-pakistan-2]", "[lead-1, lead-1]"), "evidence", "lead-1 is given twice"),
    ("a record twice", discrepancy("records: [", "records: [dataset, dataset, "), "records", "given twice"),
]
CASES = [*WRITING, *FIELDS, *TEXTS, *DAYS, *COHERENCE, *TWICE]


@pytest.mark.parametrize(("edit", "field", "cure"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_one_fault_is_told_once_with_its_file_line_field_and_cure(
    edit: Edit, field: str, cure: str, tmp_path: Path
) -> None:
    seed = copied(tmp_path)
    line = edit.apply(seed)
    (fault,) = faults(seed)
    assert (fault.file, fault.field) == (edit.file, field)
    assert cure in fault.message
    assert fault.line == line, str(fault)
