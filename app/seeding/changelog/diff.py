"""What differs between two seeds, entry by entry, and which of it the newer one's changelog does not tell."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from app.models.changes import version_key
from app.seeding.entries import DatasetHead
from app.seeding.entries.changes import ChangeEntry
from app.seeding.entries.fields import entry_fields, entry_values
from app.seeding.faults import SeedFaults
from app.seeding.kinds import TABLES
from app.seeding.reading import Broken, read_head, read_table
from app.vocabulary import ChangeKind

SHOWN = 80
Records = dict[str, BaseModel]  # by address; the head is the record `dataset`


@dataclass(frozen=True)
class Difference:
    """A record added or removed, or one field of a record changed."""

    kind: ChangeKind
    record: str
    field: str | None = None
    before: Any = None
    after: Any = None

    def __str__(self) -> str:
        if self.field is None:
            return f"{self.record}: {self.kind}; changes.yaml does not say so"
        change = f"changed from {said(self.before)} to {said(self.after)}"
        return f"{self.record}: {self.field}: {change}; changes.yaml does not say so"


def unlisted(older: Path, newer: Path) -> tuple[DatasetHead, list[Difference]]:
    """The head of the newer seed, and what differs without standing in its changelog. Raises SeedFaults.

    Entries are compared as they are validated one by one. The rules between them are left to a check: a seed whose
    changelog is still to be written breaks some.
    """
    (_, old), (head, new) = records(older), records(newer)
    steps: dict[tuple[str, str | None], list[ChangeEntry]] = defaultdict(list)
    for address, entry in new.items():
        if isinstance(entry, ChangeEntry) and address not in old:
            steps[entry.record, entry.field].append(entry)
    for changes in steps.values():
        changes.sort(key=lambda change: version_key(change.version))
    models = {record: type(entry) for record, entry in (old | new).items()}
    found = differences(old, new)
    return head, [one for one in found if not listed(one, steps[one.record, one.field], models[one.record])]


def records(folder: Path) -> tuple[DatasetHead, Records]:
    """The head of a seed, and every record of it by its address."""
    head = read_head(folder)
    faults = head.faults if isinstance(head, Broken) else []
    found: Records = {}
    for table in TABLES:
        for item in read_table(folder, table):
            if isinstance(item, Broken):
                faults += item.faults
            else:
                found[f"{table}/{item.entry.id}"] = item.entry
    if isinstance(head, Broken) or faults:
        raise SeedFaults([replace(fault, file=str(folder / fault.file)) for fault in faults])
    return head[0], {"dataset": head[0], f"sources/{head[0].article.id}": head[0].article, **found}


def differences(old: Records, new: Records) -> Iterator[Difference]:
    """What differs, in one order whatever the seeds' own. A new change is how others are told, and none by itself."""
    for record in sorted(old.keys() | new.keys()):
        was, now = old.get(record), new.get(record)
        if was is None:
            if not isinstance(now, ChangeEntry):
                yield Difference(ChangeKind.ADDED, record)
        elif now is None:
            yield Difference(ChangeKind.REMOVED, record, before=entry_values(was))
        else:
            for name, field in entry_fields(type(now)).items():
                before, after = field.value_of(was), field.value_of(now)
                if before != after:
                    yield Difference(ChangeKind.CORRECTED, record, name, before, after)


def listed(difference: Difference, steps: Sequence[ChangeEntry], model: type[BaseModel]) -> bool:
    """Whether these changes, in order, of the record and field that differ, lead from what was to what is."""
    if not steps:
        return False
    first, last = steps[0], steps[-1]
    try:
        if difference.field is not None:
            plain = entry_fields(model)[difference.field].normalize
            return (plain(first.before), plain(last.after)) == (difference.before, difference.after)
        if difference.kind is ChangeKind.REMOVED and isinstance(last.before, dict):
            kept = model.model_validate({**last.before, "id": difference.record.rpartition("/")[2]})
            return last.kind is difference.kind and entry_values(kept) == difference.before
        return last.kind is difference.kind is ChangeKind.ADDED
    except ValidationError:
        return False


def said(value: Any) -> str:
    """A value, shortened, in a line."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
