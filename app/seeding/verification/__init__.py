"""Verification: the seed against the article's text, when that is at hand."""

from dataclasses import dataclass
from pathlib import Path

from app.seeding.entries import Entry
from app.seeding.entries.passages import PassageEntry
from app.seeding.faults import Fault
from app.seeding.kinds import TABLES
from app.seeding.reading import Located, read_table
from app.seeding.validation.checking import Checked, check
from app.seeding.verification.coverage import covered, used
from app.seeding.verification.locators import located
from app.seeding.verification.wording import worded


@dataclass(frozen=True)
class Verdict:
    """What a verification found."""

    checked: Checked
    faults: list[Fault]


def verify(seed: Path, article: Path | None) -> Verdict:
    """Check the seed, and each of its locators, numbers, dates and names against the text if there is one.

    Raises SeedFaults when the seed itself can not be loaded.
    """
    checked = check(seed)
    items = [item for table in TABLES for item in read_table(seed, table) if isinstance(item, Located)]
    passages = [(item, item.entry) for item in items if isinstance(item.entry, PassageEntry)]
    entries: list[Entry] = [checked.head.article, *(item.entry for item in items)]
    faults = list(used(passages, entries))
    if article is not None:
        text = article.read_text(encoding="utf-8")
        faults += located(passages, text, checked)
        faults += covered(passages, text, checked.head)
        faults += worded(passages, text, (entries, checked.head))
    return Verdict(checked, sorted(faults))
