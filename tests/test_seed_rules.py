"""A broken seed for each rule between entries: references, numbers, order, points, strikes, wholes and records."""

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
    party,
    passage,
    person,
    place,
    source,
    strike,
)

Case = tuple[str, Edit, str, str]  # the rule, the edit that breaks it, the field, a part of what is said

SOURCE = "- id: x\n  number: 1\n  level: secondary\n  kind: news\n  title: T\n  evidence: [reference-1]\n\n"
ALI = "- id: ali-khamenei\n  name: Ali\n  evidence: [title]\n\n"
ORDER: list[Case] = [
    ("a passage in another", passage("start: 37", "start: 35"), "start", "before the previous passage ends at 36"),
    ("a passage past the end", passage("end: 4150", "end: 4151"), "end", "after the end of the article at 4150"),
    ("a mark without a reference", passage("cites: [5]", "cites: [9]"), "cites", "which is not in sources; add it"),
    ("a number twice", source("- id: bbc", f"{SOURCE}- id: bbc", "  number"), "number", "give each its own"),
    ("an id twice", person("- id: arif", f"{ALI}- id: arif"), "id", "has the same id; choose another"),
    ("no public field", person("aspect: office", "aspect: rank"), "evidence.1.aspect", "the fields are id, "),
]
PLACES: list[Case] = [
    ("a point elsewhere", place("latitude: 28.2523", "latitude: 35.5"), "point", "inside IR-11; check latitude"),
    (
        "an unknown point",
        place("precision: near", "precision: unknown"),
        "geo_precision",
        "for a place without a point",
    ),
    (
        "a precise nothing",
        place("precision: unknown", "precision: near"),
        "geo_precision",
        "for a place without a point",
    ),
    ("a place in itself", place("parent: pakistan\n  po", "parent: balochistan\n  po"), "parent", "leads back to this"),
]
PARTIES: list[Case] = [
    (
        "a state in a state",
        party("kind: state", "kind: state\n  parent: iraq", "  parent"),
        "parent",
        "no other party may",
    ),
    (
        "a unit of nothing",
        party("kind: armed_group\n  e", "kind: military_unit\n  e", "- id"),
        "parent",
        "must have a parent",
    ),
    ("a unit of a group", party("parent: iran", "parent: islamic-state"), "parent", "name the state that the unit"),
]
BARE = "- id: kerman-bombings\n  attacker: iran\n  evidence: [lead-2]\n\n"
HALF = "  strike: iranian-strikes-in-pakistan\n"
STRIKES: list[Case] = [
    (
        "an event without its strike",
        event("type: visit", "type: strike"),
        "type",
        "needs an entry with the same id in strikes",
    ),
    ("a strike without its event", strike("- id", f"{BARE}- id"), "id", "no event of type strike"),
    ("a claim without its strike", claim(HALF, "", "- id"), "strike", "must name it both as event and as strike"),
    ("a claim of a strike alone", claim(f"  event:{HALF[9:]}{HALF}", HALF), "strike", "must name it both as event"),
    (
        "an answer to itself",
        event("to: kerman-bombings", "to: iranian-strikes-in-iraq-and-syria"),
        "responds_to",
        "back",
    ),
]
PART = "  low: 4\n  best: 4\n  high: 4\n  part_of: iran-nine-people-killed\n"
WHOLES: list[Case] = [
    ("more than its whole", claim(PART, PART.replace("high: 4", "high: 10"), "  high"), "high", "than the whole, 9"),
    (
        "of no figure",
        claim("of: iran-nine-people-killed", "of: targets-bla-and-blf"),
        "part_of",
        "name the figure that includes",
    ),
    ("of another", claim("of: iran-nine-people-killed", "of: infobox-four-wounded-in-pakistan"), "part_of", "about an"),
    (
        "of itself",
        claim("of: iran-nine-people", "of: iran-four-children-among-nine #"),
        "part_of",
        "leads back to this",
    ),
]
REMOVED = (
    "- id: x\n  version: 1.0.0\n  released: 2026-11-22\n  kind: removed\n  record: people/arif-alvi\n  reason: R.\n\n"
)
RECORDS: list[Case] = [
    (
        "not stated of a record that it does not touch",
        discrepancy("back, records: [", "back, records: [events/kerman-bombings, ", "not_stated"),
        "not_stated",
        "events/kerman-bombings is not among the records",
    ),
    ("no such record", discrepancy("records: [", "records: [events/x, "), "records.0", "there is no record events/x"),
    (
        "no such collection",
        discrepancy("records: [", "records: [dates/x, "),
        "records.0",
        "the collections are events, strikes",
    ),
    (
        "a removal of what is there",
        change("- id", f"{REMOVED}- id", "  record"),
        "record",
        "people/arif-alvi still exists",
    ),
]
REFERENCES: list[Case] = [
    ("to a passage", claim("[strikes-in-pakistan-2]", "[x]"), "evidence.0.passage", "no entry 'x' in passages; add"),
    (
        "of the head",
        article("    - infobox-title", "    - x"),
        "evidence.1.passage",
        "no entry 'x' in passages; add it",
    ),
    ("to a place", event("[iraq, syria]", "[x, syria]"), "places.0.place", "no entry 'x' in places; add it there or"),
    ("to an outer place", place("parent: balochistan", "parent: x"), "parent", "no entry 'x' in places; add it"),
    ("to a party", event("party: islamic-state", "party: x"), "parties.0.party", "no entry 'x' in parties; add it"),
    ("to an accuser", strike("asserted_by: iran", "asserted_by: x"), "targets.0.asserted_by", "'x' in parties; add it"),
    ("to a person", event("person: jalil-abbas-jilani", "person: x"), "people.0.person", "no entry 'x' in people; add"),
    ("to an event", event("to: kerman-bombings", "to: x"), "responds_to", "no entry 'x' in events; add it there"),
    ("to a claim", claim("of: iran-nine-people-killed", "of: x"), "part_of", "no entry 'x' in claims; add it there"),
    (
        "to words that are no evidence",
        strike("airstrikes, passage: reference-4", "airstrikes, passage: lead-4"),
        "weapons.3.passage",
        "add it there",
    ),
    ("to a weapon's words", strike("strikes, passage: lead-2", "strikes, passage: x"), "weapons.0.passage", "passages"),
]
CASES = [*ORDER, *PLACES, *PARTIES, *STRIKES, *WHOLES, *RECORDS, *REFERENCES]


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
