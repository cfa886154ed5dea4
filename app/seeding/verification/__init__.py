"""Verifies a seed against the text of the article, if that is at hand."""

from dataclasses import dataclass
from pathlib import Path

from app.seeding.entries.passages import PassageEntry
from app.seeding.faults import Fault
from app.seeding.reading import UTF_8, LocatedEntry, not_utf8
from app.seeding.validation.checking import CheckedSeed, check
from app.seeding.verification.coverage import uncovered_text, unused_passages
from app.seeding.verification.locators import wrong_locators
from app.seeding.verification.values import Article, unsupported_values
from app.seeding.verification.wording import missing_facts


@dataclass(frozen=True)
class Verification:
    """A seed that can be loaded, and what is wrong with it when compared with the article."""

    checked: CheckedSeed
    faults: list[Fault]


def verify(seed: Path, article: Path | None) -> Verification:
    """Check a seed and, with the article's text, every locator, number, date and name in it.

    Raises SeedFaults if the seed cannot be loaded at all, and OSError or ValueError if the article cannot be read.
    """
    items: list[LocatedEntry] = []
    checked = check(seed, lambda item, context: items.append(item))
    passages = [(item, item.entry) for item in items if isinstance(item.entry, PassageEntry)]
    entries = [item.entry for item in items]
    faults = list(unused_passages(passages, entries))
    if article is not None:
        text = read_article(article)
        faults += wrong_locators(passages, text, checked)
        faults += uncovered_text(passages, text, checked.head)
        faults += missing_facts(passages, text, entries, checked.head)
        faults += unsupported_values(items, Article(items, passages, text))
    return Verification(checked, sorted(faults))


def read_article(file: Path) -> str:
    """The text of the article."""
    try:
        return file.read_text(encoding=UTF_8)
    except UnicodeDecodeError as error:
        raise ValueError(f"{file} {not_utf8(error)}") from None
