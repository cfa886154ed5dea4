"""Verification: the real seed has no fault; an invented article, broken in one place at a time, has that one."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.seeding.verification import verify
from tests.support import cli
from tests.support.paths import ARTICLE, SEED, needs_article
from tests.support.sample_seed import Regatta, head, regatta


def test_the_seed_has_no_fault_that_shows_without_the_article() -> None:
    assert verify(SEED, None).faults == []


@needs_article
def test_the_seed_records_the_whole_article() -> None:
    assert verify(SEED, ARTICLE).faults == []


@needs_article
def test_the_command_verifies_against_the_article_and_prints_counts() -> None:
    counts = verify(SEED, None).checked.counts
    ended = cli.call("verify", str(ARTICLE))
    *lines, last = ended.stdout.splitlines()
    assert (ended.returncode, ended.stderr) == (0, "")
    assert [line.split() for line in lines] == [[str(count), table] for table, count in counts.items()]
    assert last == f"0 faults, {counts['passages']} passages checked against article.txt."


def test_the_command_tells_the_faults_and_fails(tmp_path: Path) -> None:
    seed, article = regatta(sentence_2="Judge Mira Solberg counted 25 lanterns.").write(tmp_path)
    ended = cli.call("verify", str(article), seed=seed)
    assert ended.returncode == 1
    assert "contains '25', which is in no record that this passage supports (entry 'sentence-2')" in ended.stdout
    assert ended.stdout.endswith("1 fault, 8 passages checked against article.txt.\n")


def test_the_invented_article_is_recorded_whole(tmp_path: Path) -> None:
    seed, article = regatta().write(tmp_path)
    assert verify(seed, article).faults == []


def passage(id: str, **fields: object) -> Regatta:
    """The invented article, with fields of a passage otherwise."""
    made = regatta()
    made.passage(id).update(fields)
    return made


def text(change: Callable[[str], str], *, recorded: bool) -> Regatta:
    """The invented article with another text, which the head records or not."""
    made = regatta()
    made.text = change(made.text)
    if recorded:
        made.head = head(made.text)
    return made


def unsupporting() -> Regatta:
    """The invented article, with a sentence that no record stands on."""
    made = regatta()
    made.tables["events"][2]["evidence"] = ["sentence-1"]
    return made


def without(id: str) -> Regatta:
    """The invented article, with a passage left out."""
    made = regatta()
    made.tables["passages"].remove(made.passage(id))
    return made


class Damage(NamedTuple):
    """How the damaged article is made; the entry and field of the fault, and a part of what it says."""

    make: Callable[[], Regatta]
    entry: str
    field: str
    said: str


SENTENCE = "On May 3, 2031, nine boats left Port Elim in the Lantern Regatta.[1]"
LOCATORS: dict[str, Damage] = {
    "another revision": Damage(
        lambda: text(lambda old: f"{old}\n", recorded=False),
        "article",
        "sha256",
        "another revision?",
    ),
    "a wrong hash": Damage(
        lambda: passage("host", sha256=64 * "0"), "host", "sha256", "has another hash; correct the positions"
    ),
    "shifted bounds": Damage(
        lambda: passage("sentence-1", start=20), "sentence-1", "sha256", "correct the positions or the hash"
    ),
    "wrong first words": Damage(
        lambda: passage("sentence-1", first_words="In May"),
        "sentence-1",
        "first_words",
        "not at the start",
    ),
    "wrong last words": Damage(
        lambda: passage("sentence-1", last_words="in the"),
        "sentence-1",
        "last_words",
        "not at the end",
    ),
    "absent last words": Damage(
        lambda: passage("host-cell", last_words=80 * "x"), "host-cell", "last_words", "not at the end"
    ),
    "last words twice": Damage(
        lambda: passage("sentence-3", last_words="4 May"), "sentence-3", "last_words", "earlier too"
    ),
    "half a cell": Damage(
        lambda: passage("host-cell", first_words="Port"), "host-cell", "last_words", "choose more words"
    ),
    "a link to another place": Damage(
        lambda: passage("host-cell", next_words=None),
        "host-cell",
        "first_words",
        "first at 53, where the link would lead",
    ),
    "wrong next words": Damage(
        lambda: passage("host-cell", next_words="Reference"), "host-cell", "next_words", "do not follow the passage"
    ),
    "a mark left out": Damage(lambda: passage("sentence-1", cites=[]), "sentence-1", "cites", "the passage are [1]"),
    "a mark too many": Damage(lambda: passage("sentence-2", cites=[1]), "sentence-2", "cites", "the passage are []"),
}
COVERAGE: dict[str, Damage] = {
    "an uncovered heading": Damage(lambda: without("host"), "host-cell", "start", "covers 'Host' at"),
    "an uncovered end": Damage(
        lambda: text(lambda old: f"{old} A late sentence.", recorded=True),
        "reference-1",
        "end",
        "covers 'A late sentence.' at",
    ),
    "a passage for nothing": Damage(unsupporting, "sentence-3", "id", "supports no record; add it to the evidence"),
}
WORDING: dict[str, Damage] = {
    f"{new} for {old}": Damage(
        lambda old=old, new=new: regatta(sentence_1=SENTENCE.replace(old, new)),  # type: ignore[misc]
        "sentence-1",
        "id",
        f"contains {said!r}, which is in no record that this passage supports",
    )
    for old, new, said in [
        ("nine", "seven", "seven"),
        ("nine", "7", "7"),
        ("nine", "77", "77"),
        ("May 3, 2031", "June 3, 2031", "June 3, 2031"),
        ("May 3, 2031", "May 3, 2030", "May 3, 2030"),
        ("May 3, 2031", "4 May 2031", "4 May 2031"),
        ("May 3, 2031", "2031-05-05", "2031-05-05"),
        ("Port Elim", "Port Gloom", "Gloom"),
        ("boats", "Boats from Elim\u2019s \u0141ódź", "\u0141ódź"),
    ]
}
DAMAGE = LOCATORS | COVERAGE | WORDING


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_one_damage_is_one_fault(damage: Damage, tmp_path: Path) -> None:
    seed, article = damage.make().write(tmp_path)
    faults = verify(seed, article).faults  # values that no longer stand in their evidence are reported too
    (fault,) = [fault for fault in faults if "stands in none of the passages" not in fault.message]
    file = "article.yaml" if damage.entry == "article" else "passages.yaml"
    lines = [line.strip("- ") for line in (seed / file).read_text(encoding="utf-8").splitlines()]
    entered = lines.index(f"id: {damage.entry}")
    named = next(number for number in range(entered, len(lines)) if lines[number].startswith(f"{damage.field}:"))
    assert (fault.file, fault.line, fault.field) == (file, named + 1, damage.field)
    assert damage.said in fault.message
    assert fault.message.endswith(f"(entry '{damage.entry}')")
