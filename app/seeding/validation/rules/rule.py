"""The base class of rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.seeding.entries import DatasetHead, SeedContext
from app.seeding.faults import Fault
from app.seeding.reading import LocatedEntry


@dataclass
class Rule:
    """Something that must hold between entries. The docstring of each subclass states it.

    `ids` holds the ids of each table; it and `context` grow while entries are read.
    """

    ids: dict[str, set[str]]
    context: SeedContext
    head: DatasetHead

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        """The faults that show as soon as an entry is read. Called once for each entry, in the order of tables."""
        yield from ()

    def finish(self) -> Iterator[Fault]:
        """The faults that show only when every entry has been read."""
        yield from ()
