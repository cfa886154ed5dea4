"""What a rule is."""

from collections.abc import Iterator

from app.seeding.entries import DatasetHead, SeedContext
from app.seeding.faults import Fault
from app.seeding.reading import Located


class Rule:
    """A rule: `entry` judges as entries pass, `end` what only the whole can tell."""

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        self.ids = ids
        self.known = known
        self.head = head

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        yield from ()

    def end(self) -> Iterator[Fault]:
        yield from ()
