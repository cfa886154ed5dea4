"""Checking a seed as a whole, before anything is loaded: references, rules between entries, and its digest."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.seeding.entries import DatasetHead, Entry, SeedContext
from app.seeding.entries.changes import ChangeEntry
from app.seeding.faults import Fault, SeedFaults
from app.seeding.kinds import TABLES
from app.seeding.reading import Broken, Located, Spot, read_head, read_table
from app.seeding.validation.references import references
from app.seeding.validation.rules import RULES, Rule

Keep = Callable[[Entry, SeedContext], None]


@dataclass
class Checked:
    """A seed without faults: its head and article, what rows need to know of other entries, its counts and digest."""

    folder: Path
    head: DatasetHead
    article: Located
    known: SeedContext
    digest: str
    counts: dict[str, int]


@dataclass
class Check:
    """A check under way. It hands on each entry while there is no fault."""

    keep: Keep
    ids: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in TABLES})
    unread: set[str] = field(default_factory=set)
    known: SeedContext = field(default_factory=SeedContext)
    faults: list[Fault] = field(default_factory=list)
    later: list[tuple[Spot, tuple[str | int, ...], str, str]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def head(self, folder: Path) -> tuple[DatasetHead, Located] | None:
        """Read the head; without it the entries can still be read, but not held against the rules."""
        read = read_head(folder)
        if isinstance(read, Broken):
            self.broken("article", read)
            return None
        head, article = read
        self.rules = [rule(self.ids, self.known, head) for rule in RULES]
        self.digest.update(canonical("article", head.model_dump(mode="json")))
        self.entry("sources", article)
        return head, article

    def entry(self, table: str, item: Located) -> None:
        """Note an entry, and what is wrong with it as far as can be told yet."""
        entry = item.entry
        if entry.id in self.ids[table]:
            self.faults.append(item.fault(("id",), "this id is given twice in the table; choose another"))
        self.ids[table].add(entry.id)
        entry.register(self.known)
        for path, target, id in references(entry):
            if id not in self.ids[target]:
                self.later.append((item.spot(), path, target, id))
        if not self.unread:
            self.faults.extend(fault for rule in self.rules for fault in rule.entry(table, item))
        if not self.faults:
            self.keep(entry, self.known)

    def broken(self, table: str, item: Broken) -> None:
        """Note what can not be used. Its id is taken all the same, so that each fault is told once."""
        self.faults.extend(item.faults)
        if item.id is None:
            self.unread.add(table)
        else:
            self.ids[table].add(item.id)

    def end(self) -> Iterator[Fault]:
        """What only the whole can tell. Of a file that can not be read, nobody knows what it lacks."""
        for spot, path, target, id in self.later:
            if id not in self.ids[target] and target not in self.unread:
                yield spot.fault(path, f"no entry {id!r} in {target}; add it there or mend the id")
        if not self.unread:
            for rule in self.rules:
                yield from rule.end()


def check(folder: Path, keep: Keep = lambda entry, known: None) -> Checked:
    """Read the whole seed once; `keep` is given its entries. Raises SeedFaults with every fault there is."""
    under_way = Check(keep, known=SeedContext(changed_records=changed(folder)))
    read = under_way.head(folder)
    for table in TABLES:
        for item in read_table(folder, table):
            if isinstance(item, Broken):
                under_way.broken(table, item)
            else:
                under_way.entry(table, item)
                under_way.digest.update(canonical(table, item.entry.model_dump(mode="json")))
    faults = [*under_way.faults, *under_way.end()]
    if faults or read is None:
        raise SeedFaults(faults)
    counts = {table: len(ids) for table, ids in under_way.ids.items()}
    return Checked(folder, *read, under_way.known, under_way.digest.hexdigest(), counts)


def changed(folder: Path) -> set[str]:
    """The records that changes tell of. They are known beforehand, so that only those need be remembered."""
    entries = (item.entry for item in read_table(folder, "changes") if isinstance(item, Located))
    return {entry.record for entry in entries if isinstance(entry, ChangeEntry)}


encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(table: str, document: dict[str, object]) -> bytes:
    """A document in the one form whose hash is the dataset's: independent of layout, comments and key order."""
    return f"{table} {encoder.encode(document)}\n".encode()
