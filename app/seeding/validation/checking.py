"""Checks a whole seed before anything is loaded: its references and the rules between entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from app.seeding.entries import DatasetHead, SeedContext
from app.seeding.entries.changes import ChangeEntry
from app.seeding.faults import Fault, SeedFaults
from app.seeding.kinds import ENTRIES
from app.seeding.reading import InvalidEntry, LocatedEntry, SourceLocation, read_head, read_table
from app.seeding.strict_yaml import FieldPath
from app.seeding.validation.digest import SeedDigest
from app.seeding.validation.references import references
from app.seeding.validation.rules import RULES, Rule

OnEntry = Callable[[LocatedEntry, SeedContext], None]


@dataclass
class CheckedSeed:
    """A seed without faults: its head, the entry of its article, and what was learned from all of its entries."""

    head: DatasetHead
    article: LocatedEntry
    context: SeedContext
    digest: str
    counts: dict[str, int]  # of entries, by table


class ForwardReference(NamedTuple):
    """A reference to an entry that had not been read yet."""

    location: SourceLocation
    path: FieldPath
    table: str
    id: str


@dataclass
class SeedCheck:
    """A check in progress. It calls `on_entry` for each entry until it finds the first fault."""

    on_entry: OnEntry
    context: SeedContext
    ids: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in ENTRIES})
    unreadable: set[str] = field(default_factory=set)  # tables whose file cannot be read, wholly or in part
    faults: list[Fault] = field(default_factory=list)
    forward_references: list[ForwardReference] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    digest: SeedDigest = field(default_factory=SeedDigest)

    def add_head(self, head: DatasetHead, article: LocatedEntry) -> None:
        """Add the head. Without one, the other files are still read, but the rules are not checked."""
        self.rules = [rule(self.ids, self.context, head) for rule in RULES]
        self.digest.add("article", head)
        self.add("sources", article)

    def add(self, table: str, item: LocatedEntry) -> None:
        """Add an entry, and collect the faults that can be seen before the rest is read."""
        entry = item.entry
        if entry.id in self.ids[table]:
            self.faults.append(item.fault(("id",), "another entry of this table has the same id; choose another"))
        self.ids[table].add(entry.id)
        entry.register(self.context)
        for path, target, id in references(entry):
            if id not in self.ids[target]:
                self.forward_references.append(ForwardReference(item.location, path, target, id))
        if not self.unreadable:
            self.faults.extend(fault for rule in self.rules for fault in rule.check(table, item))
        if not self.faults:
            self.on_entry(item, self.context)

    def add_invalid(self, table: str, item: InvalidEntry) -> None:
        """Collect the faults of an invalid entry. Its id counts as present, so that references to it are no faults."""
        self.faults.extend(item.faults)
        if item.id is None:
            self.unreadable.add(table)
        else:
            self.ids[table].add(item.id)

    def finish(self) -> Iterator[Fault]:
        """The faults that show only when all has been read. What an unreadable file lacks is unknown, so no fault."""
        for reference in self.forward_references:
            if reference.id not in self.ids[reference.table] and reference.table not in self.unreadable:
                message = f"no entry {reference.id!r} in {reference.table}; add it there or correct the id"
                yield reference.location.fault(reference.path, message)
        if not self.unreadable:
            for rule in self.rules:
                yield from rule.finish()


def check(folder: Path, on_entry: OnEntry = lambda item, context: None) -> CheckedSeed:
    """Read every file of a seed once and check it; `on_entry` is called with each entry in the order of tables.

    Raises SeedFaults with all faults.
    """
    changes = list(read_table(folder, "changes"))  # read first: rules need to know which records have changed
    seed_check = SeedCheck(on_entry, SeedContext(changed_records=changed_records(changes)))
    head = read_head(folder)
    if isinstance(head, InvalidEntry):
        seed_check.add_invalid("article", head)
    else:
        seed_check.add_head(*head)
    for table in ENTRIES:
        for item in changes if table == "changes" else read_table(folder, table):
            if isinstance(item, InvalidEntry):
                seed_check.add_invalid(table, item)
            else:
                seed_check.add(table, item)
                seed_check.digest.add(table, item.entry)
    faults = [*seed_check.faults, *seed_check.finish()]
    if faults or isinstance(head, InvalidEntry):
        raise SeedFaults(faults)
    counts = {table: len(ids) for table, ids in seed_check.ids.items()}
    return CheckedSeed(*head, seed_check.context, seed_check.digest.value(), counts)


def changed_records(changes: list[LocatedEntry | InvalidEntry]) -> set[str]:
    """The records that the changelog names, as `events/ID`. Only these are kept in memory until the end of a check."""
    entries = (item.entry for item in changes if isinstance(item, LocatedEntry))
    return {entry.record for entry in entries if isinstance(entry, ChangeEntry)}
