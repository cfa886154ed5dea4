"""Verification of values: one wrong value anywhere in the seed is refused, with file and line."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from app.seeding.entries.passages import PassageEntry
from app.seeding.reading import LocatedEntry
from app.seeding.validation.checking import check
from app.seeding.verification import read_article, verify
from app.seeding.verification.locators import MARK
from app.seeding.verification.values import (
    ARTICLE_VALUES,
    NUMBER,
    TERM,
    WORDS,
    has_day,
    has_number,
    has_words,
    stated_values,
    unsupported_values,
)
from app.vocabulary import Measure, VictimClass
from tests.support.paths import ARTICLE, SEED, needs_article
from tests.support.seeds import copied

NOT_IN_THE_ARTICLE = {"text": "Zephyrine Quill", "day": "2024-02-27", "number": 4711}
FAULTS = [  # file, what stands there, what is put in its place
    ("claims.yaml", "low: 9\n  best: 9\n  high: 9\n", "low: 19\n  best: 19\n  high: 19\n"),
    ("strikes.yaml", "target_count: 7\n", "target_count: 70\n"),
    ("people.yaml", "name: Hossein Salami\n", "name: Hassan Rouhani\n"),
    ("strikes.yaml", "native: مرگ بر سرمچار\n", "native: مرگ بر دشمن\n"),
    ("events.yaml", "start: 2024-01-29\n    end: 2024-01-29", "start: 2024-01-28\n    end: 2024-01-28"),
]


@pytest.fixture(scope="module")
def items() -> list[LocatedEntry]:
    """The entries of the real seed."""
    found: list[LocatedEntry] = []
    check(SEED, lambda item, context: found.append(item))
    return found


def wrong(value: Any, stands_in: Any, texts: str) -> Any:
    """A value of the same kind that stands in none of the texts."""
    if stands_in is TERM:
        others = [term for term in (Measure if isinstance(value, Measure) else VictimClass) if term in WORDS]
        return next((term for term in others if not stands_in(term, texts)), None)
    kind = "number" if stands_in is NUMBER else "day" if stands_in is has_day else "text"
    return NOT_IN_THE_ARTICLE[kind]


def replaced(part: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of an entry with another value at a path."""
    if not path:
        return value
    name, *rest = path
    if isinstance(part, BaseModel):
        return part.model_copy(update={str(name): replaced(getattr(part, str(name)), tuple(rest), value)})
    copy = list(part)
    copy[int(name)] = replaced(copy[int(name)], tuple(rest), value)
    return copy


def mutations(items: list[LocatedEntry], bodies: dict[str, str]) -> Iterator[tuple[str, LocatedEntry, tuple[Any, ...]]]:
    """Each value that the article states, replaced by a wrong one: the kind of value, the entry and the path."""
    for item in items:
        for path, value, stands_in, evidence in stated_values(item.entry):
            other = wrong(value, stands_in, "\n".join(bodies[id] for id in evidence))
            if other is not None:
                yield stands_in.__name__, item._replace(entry=replaced(item.entry, path, other)), path


@needs_article
def test_every_single_wrong_value_is_refused(items: list[LocatedEntry]) -> None:
    text = read_article(ARTICLE)
    passages = [(item, item.entry) for item in items if isinstance(item.entry, PassageEntry)]
    bodies = {passage.id: MARK.sub("", text[passage.start : passage.end]) for _, passage in passages}
    tried: Counter[str] = Counter()
    for kind, item, path in mutations(items, bodies):
        faults = list(unsupported_values([item], passages, text))
        assert [fault.field for fault in faults] == [".".join(map(str, path))]
        assert faults[0].line > 0
        tried[kind] += 1
    assert tried.keys() == {"has_words", "has_number", "has_day", "has_term"}
    stated = sum(1 for item in items for _ in stated_values(item.entry))
    assert sum(tried.values()) >= 0.9 * stated  # the others are terms for which the evidence has all words


@needs_article
@pytest.mark.parametrize(("file", "old", "new"), FAULTS, ids=[new.partition("\n")[0] for _, _, new in FAULTS])
def test_a_wrong_value_in_a_file_is_a_fault_with_its_line(file: str, old: str, new: str, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    text = (seed / file).read_text(encoding="utf-8")
    (seed / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert (file, line) in {(fault.file, fault.line) for fault in verify(seed, ARTICLE).faults}


def test_the_table_names_fields_that_exist() -> None:
    for model, values in ARTICLE_VALUES.items():
        for value in values:
            assert value.path.split(".")[0] in model.model_fields


@pytest.mark.parametrize(
    ("value", "text", "stands"),
    [
        (9, "nine people", True),
        (9, "9 foreign nationals", True),
        (9, "19 foreign nationals", False),
        (16, "On January 16, Iran", False),
        (16, "16 strikes on January 16", True),
    ],
)
def test_a_number_is_found_in_digits_and_words_but_not_in_dates(value: int, text: str, stands: bool) -> None:
    assert has_number(value, text) is stands


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("On January 16, 2024, Iran", True),
        ("on 16 January", True),
        ("(2024-01-16)", True),
        ("On January 16, 2023, Iran", False),
        ("On January 17, Iran", False),
    ],
)
def test_a_day_is_found_in_every_form(text: str, stands: bool) -> None:
    assert has_day("2024-01-16", text) is stands


@pytest.mark.parametrize(
    ("value", "text", "stands"),
    [
        ("Hossein Salami", "General Hossein Salami, who", True),
        ("Hossein Salami", "Salami, Hossein", False),
        ("Jaish ul-Adl", "the Jaish ul‑Adl militants", True),
        ("Kerman", "Kermanshah", False),
    ],
)
def test_words_stand_whole_and_in_order(value: str, text: str, stands: bool) -> None:
    assert has_words(value, text) is stands
