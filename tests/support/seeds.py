"""Seeds for tests: a copy of the real one with one edit, and the line where the edit was made."""

import shutil
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.seeding.faults import Fault, SeedFaults
from app.seeding.validation.checking import check
from tests.support.paths import SEED


class Edit(NamedTuple):
    """One replacement in one file; a fault is expected in the line of `at`: in what is new, or the last one above."""

    file: str
    old: str
    new: str
    at: str = ""

    def apply(self, seed: Path) -> int:
        """Make the edit; gives the line of `at`."""
        file = seed / self.file
        before = file.read_text(encoding="utf-8")
        assert self.old in before, f"{self.file} has no {self.old!r}"
        after = before.replace(self.old, self.new, 1)
        file.write_text(after, encoding="utf-8")
        edited = before.index(self.old)
        at = edited + self.new.index(self.at) if self.at in self.new else after.rindex(self.at, 0, edited)
        return after.count("\n", 0, at) + 1


article = partial(Edit, "article.yaml")
change = partial(Edit, "changes.yaml")
claim = partial(Edit, "claims.yaml")
discrepancy = partial(Edit, "discrepancies.yaml")
event = partial(Edit, "events.yaml")
party = partial(Edit, "parties.yaml")
passage = partial(Edit, "passages.yaml")
person = partial(Edit, "people.yaml")
place = partial(Edit, "places.yaml")
source = partial(Edit, "sources.yaml")
strike = partial(Edit, "strikes.yaml")


def copied(folder: Path) -> Path:
    """A copy of the real seed that may be edited."""
    return Path(shutil.copytree(SEED, folder / "seed"))


def faults(seed: Path) -> list[Fault]:
    """What a check finds."""
    try:
        check(seed)
    except SeedFaults as found:
        return found.faults
    return []
