"""Finds what differs between two seeds, and which differences the changelog of the newer one does not list."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from app.models.changes import version_key
from app.seeding.changelog.recorded import Names, added_fields, without
from app.seeding.entries import DatasetHead
from app.seeding.entries.changes import ChangeEntry
from app.seeding.entries.fields import entry_fields, entry_values
from app.seeding.faults import SeedFaults, quoted
from app.seeding.kinds import ENTRIES
from app.seeding.reading import InvalidEntry, read_head, read_table
from app.vocabulary import ChangeKind

Records = dict[str, BaseModel]  # by address, as `events/ID`; the head of the seed is the record `dataset`


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
            return f"{self.record}: {self.kind}, but changes.yaml does not list it"
        change = f"changed from {quoted(self.before)} to {quoted(self.after)}"
        return f"{self.record}: {self.field}: {change}, but changes.yaml does not list it"


def unlisted_differences(old_folder: Path, new_folder: Path) -> tuple[DatasetHead, list[Difference]]:
    """The head of the newer seed, and the differences that its changelog does not list. Raises SeedFaults.

    Each entry is validated by itself. The rules between entries are not checked, because a seed whose changelog is
    still to be written breaks some of them.
    """
    added = added_fields(old_folder)
    head, new = read_records(new_folder)
    _, old = read_records(
        old_folder, {table: required_values(table, added.get(table, set()), new) for table in ENTRIES}
    )
    changes: dict[tuple[str, str | None], list[ChangeEntry]] = defaultdict(list)
    for address, entry in new.items():
        if isinstance(entry, ChangeEntry) and address not in old:
            changes[entry.record, entry.field].append(entry)
    for steps in changes.values():
        steps.sort(key=lambda change: version_key(change.version))
    models = {record: type(entry) for record, entry in (old | new).items()}
    return head, [
        difference
        for difference in differences(old, new, added)
        if not is_listed(difference, changes[difference.record, difference.field], models[difference.record])
    ]


def required_values(table: str, added: Names, new: Records) -> dict[str, Any]:
    """Values for the required fields that were added since, with which older entries can be read; never compared."""
    entry = next((entry for record, entry in new.items() if record.startswith(f"{table}/")), None)
    fields = ENTRIES[table].model_fields
    return {name: getattr(entry, name) for name in added if entry and name in fields and fields[name].is_required()}


def read_records(folder: Path, defaults: Mapping[str, Mapping[str, Any]] | None = None) -> tuple[DatasetHead, Records]:
    """The head of a seed, and all of its records. Raises SeedFaults if any is invalid."""
    head = read_head(folder)
    faults = head.faults if isinstance(head, InvalidEntry) else []
    records: Records = {}
    for table in ENTRIES:
        for item in read_table(folder, table, (defaults or {}).get(table)):
            if isinstance(item, InvalidEntry):
                faults += item.faults
            else:
                records[f"{table}/{item.entry.id}"] = item.entry
    if isinstance(head, InvalidEntry) or faults:
        raise SeedFaults([replace(fault, file=str(folder / fault.file)) for fault in faults])
    return head[0], {"dataset": head[0], f"sources/{head[0].article.id}": head[0].article, **records}


def differences(old: Records, new: Records, added: Mapping[str, Names]) -> Iterator[Difference]:
    """What differs, in the order of addresses. A new entry in changes is not a difference: it describes one.

    Fields that were added since the old seed are left out.
    """
    for record in sorted(old.keys() | new.keys()):
        unknown = added.get(record.partition("/")[0], set())
        old_entry, new_entry = old.get(record), new.get(record)
        if old_entry is None:
            if not isinstance(new_entry, ChangeEntry):
                yield Difference(ChangeKind.ADDED, record)
        elif new_entry is None:
            yield Difference(ChangeKind.REMOVED, record, before=entry_values(old_entry))
        else:
            for name, field in entry_fields(type(new_entry)).items():
                before, after = field.value_of(old_entry), field.value_of(new_entry)
                if name not in unknown and without(before, name, unknown) != without(after, name, unknown):
                    yield Difference(ChangeKind.CORRECTED, record, name, before, after)


def is_listed(difference: Difference, changes: Sequence[ChangeEntry], model: type[BaseModel]) -> bool:
    """Whether these changes of the record and field, in the order of versions, lead from the old to the new value."""
    if not changes:
        return False
    first, last = changes[0], changes[-1]
    try:
        if difference.field is not None:
            plain = entry_fields(model)[difference.field].normalize
            return (plain(first.before), plain(last.after)) == (difference.before, difference.after)
        if difference.kind is ChangeKind.REMOVED and isinstance(last.before, dict):
            last_values = model.model_validate({**last.before, "id": difference.record.rpartition("/")[2]})
            return last.kind is difference.kind and entry_values(last_values) == difference.before
        return last.kind is difference.kind is ChangeKind.ADDED
    except ValidationError:
        return False
