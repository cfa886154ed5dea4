"""Checking a seed as a whole, before anything is loaded: references, rules between entries, and its digest."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.seeding.entries import TABLES, Head, Known
from app.seeding.faults import Fault, SeedFaults
from app.seeding.reading import Located, read_head, read_table
from app.seeding.references import references
from app.seeding.rules import RULES


@dataclass
class Checked:
    """A seed without faults: its head, what rows need to know of other entries, its counts and digest."""

    folder: Path
    head: Head
    known: Known
    digest: str
    counts: dict[str, int]


@dataclass
class Check:
    """A check under way."""

    ids: dict[str, set[str]] = field(default_factory=lambda: {table: set() for table in TABLES})
    known: Known = field(default_factory=Known)
    faults: list[Fault] = field(default_factory=list)
    later: list[tuple[Located, tuple[str | int, ...], str, str]] = field(default_factory=list)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def entry(self, table: str, item: Located) -> None:
        """Note an entry, and what is wrong with it as far as can be told yet."""
        entry = item.entry
        if entry.id in self.ids[table]:
            self.faults.append(item.fault(("id",), "this id is given twice in the table; choose another"))
        self.ids[table].add(entry.id)
        entry.learn(self.known)
        for path, target, id in references(entry):
            if id not in self.ids[target]:
                self.later.append((item, path, target, id))
        self.digest.update(canonical(table, entry.model_dump(mode="json")))

    def dangling(self) -> Iterator[Fault]:
        """References that no entry answers."""
        for item, path, target, id in self.later:
            if id not in self.ids[target]:
                yield item.fault(path, f"no entry {id!r} in {target}; add it there or mend the id")


def check(folder: Path) -> Checked:
    """Read the whole seed. Raises SeedFaults with every fault there is."""
    head = read_head(folder)
    under_way = Check()
    under_way.ids["sources"].add(head.article.id)
    head.article.learn(under_way.known)
    under_way.digest.update(canonical("article", head.model_dump(mode="json")))
    rules = [rule(under_way.ids, under_way.known, head) for rule in RULES]
    for table in TABLES:
        for item in read_table(folder, table):
            if isinstance(item, Fault):
                under_way.faults.append(item)
                continue
            under_way.entry(table, item)
            for rule in rules:
                under_way.faults.extend(rule.entry(table, item))
    faults = [*under_way.faults, *under_way.dangling(), *(fault for rule in rules for fault in rule.end())]
    if faults:
        raise SeedFaults(faults)
    counts = {table: len(ids) for table, ids in under_way.ids.items()}
    return Checked(folder, head, under_way.known, under_way.digest.hexdigest(), counts)


def canonical(table: str, document: dict[str, object]) -> bytes:
    """A document in the one form whose hash is the dataset's: independent of layout, comments and key order."""
    return f"{table} {json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}\n".encode()
