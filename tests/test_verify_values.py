"""Verification of values: one wrong value anywhere in the seed is refused, with file and line."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from app.seeding.entries import SourcedEntry
from app.seeding.entries.article import DatasetHead
from app.seeding.entries.base import SeedModel
from app.seeding.entries.origins import ELSEWHERE, NAME, PART, TERM, WORDS, origin_of
from app.seeding.entries.passages import PassageEntry
from app.seeding.kinds import ENTRIES
from app.seeding.reading import LocatedEntry
from app.seeding.validation.checking import check
from app.seeding.verification import read_article, verify
from app.seeding.verification.values import (
    Article,
    StatedValue,
    has_day,
    has_name,
    has_number,
    has_words,
    stated_values,
    unsupported_values,
)
from tests.support.paths import ARTICLE, SEED, needs_article
from tests.support.seeds import copied

NOT_IN_THE_ARTICLE = {"words": "Zephyrine Quill", "day": "2024-02-27", "number": 4711}
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


def wrong(stated: StatedValue, article: Article) -> Any:
    """A value of the same kind that stands in none of the passages; None if there is none."""
    if stated.sought in {TERM.sought, PART.sought}:
        choices = list(stated.value.__class__)
    else:
        choices = list(article.spellings) if stated.sought == NAME.sought else [NOT_IN_THE_ARTICLE[stated.sought]]
    absent = (one for one in choices if not any(article.has(one, stated.sought, id) for id in stated.evidence))
    return next(absent, None)


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


def mutations(items: list[LocatedEntry], article: Article) -> Iterator[tuple[StatedValue, LocatedEntry]]:
    """Each value that the article states, and the entry with a wrong one in its place."""
    for item in items:
        for stated in stated_values(item.entry):
            other = wrong(stated, article)
            if other is not None:
                yield stated, item._replace(entry=replaced(item.entry, stated.path, other))


@needs_article
def test_every_single_wrong_value_is_refused(items: list[LocatedEntry]) -> None:
    passages = [(item, item.entry) for item in items if isinstance(item.entry, PassageEntry)]
    article = Article(items, passages, read_article(ARTICLE))
    tried: Counter[str] = Counter()
    for stated, item in mutations(items, article):
        faults = list(unsupported_values([item], article))
        assert [fault.field for fault in faults] == [".".join(map(str, stated.path))]
        assert faults[0].line > 0
        tried[stated.sought] += 1
    assert tried.keys() == {"words", "number", "day", "term", "part", "name"}
    stated_count = sum(1 for item in items for _ in stated_values(item.entry))
    assert sum(tried.values()) >= 0.97 * stated_count  # the others are terms that any passage has


def models(model: type[SeedModel]) -> Iterator[type[SeedModel]]:
    """A model of the seed and those of the documents in it."""
    yield model
    for field in model.model_fields.values():
        for part in inner_models(field.annotation):
            yield from models(part)


def inner_models(annotation: Any) -> Iterator[type[SeedModel]]:
    """The models in an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, SeedModel):
        yield annotation
    for part in get_args(annotation):
        yield from inner_models(part)


SEED_MODELS: list[type[SeedModel]] = [DatasetHead, *ENTRIES.values()]
EVERY_MODEL = list(dict.fromkeys(model for entry in SEED_MODELS for model in models(entry)))


@pytest.mark.parametrize("model", EVERY_MODEL, ids=lambda model: model.__name__)
def test_each_field_says_where_its_value_comes_from(model: type[SeedModel]) -> None:
    for name, field in model.model_fields.items():
        has_documents = any(inner_models(field.annotation))
        assert (origin_of(field) is None) == has_documents, name


def test_what_is_sought_in_passages_is_in_entries_that_have_some() -> None:
    for entry in ENTRIES.values():
        if not issubclass(entry, SourcedEntry):
            origins = [origin_of(field) for model in models(entry) for field in model.model_fields.values()]
            assert {origin.sought for origin in origins if origin and origin is not ELSEWHERE} <= {None}
    assert WORDS.sought is not None


@needs_article
@pytest.mark.parametrize(("file", "old", "new"), FAULTS, ids=[new.partition("\n")[0] for _, _, new in FAULTS])
def test_a_wrong_value_in_a_file_is_a_fault_with_its_line(file: str, old: str, new: str, tmp_path: Path) -> None:
    seed = copied(tmp_path)
    text = (seed / file).read_text(encoding="utf-8")
    (seed / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    assert (file, line) in {(fault.file, fault.line) for fault in verify(seed, ARTICLE).faults}


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


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Pakistan's Air Force attacked", True),
        ("the Pakistan Air Force", True),
        ("the Air Force of Pakistan", False),
        ("Pakistan. Air raids by a force", False),
    ],
)
def test_a_name_may_have_endings(text: str, stands: bool) -> None:
    assert has_name(["Pakistan Air Force"], text) is stands
