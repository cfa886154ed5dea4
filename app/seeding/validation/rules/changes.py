"""Rules about changes: the changelog and the record must tell the same."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from app.models.changes import version_key
from app.seeding.entries import ArticleEntry, DatasetHead, SeedContext
from app.seeding.entries.changes import PLACEHOLDER_REASON, ChangeEntry
from app.seeding.entries.fields import EntryField, entry_fields
from app.seeding.faults import Fault
from app.seeding.kinds import TABLES
from app.seeding.reading import Located
from app.seeding.validation.rules.rule import Rule
from app.vocabulary import COLLECTIONS, ChangeKind

COMES_OR_GOES = (ChangeKind.ADDED, ChangeKind.REMOVED)
SHOWN = 100


class Told(NamedTuple):
    """A change, and where it stands."""

    item: Located
    change: ChangeEntry

    @property
    def moves(self) -> bool:
        """Whether the record came with it, or went."""
        return self.change.field is None and self.change.kind in COMES_OR_GOES


class ChangesAreTrue(Rule):
    """Changes name records and fields that there are, and end at the values that they have; what was removed is gone.

    Only the newest change of a field is held against its value, and none from before the record was added again.
    """

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        super().__init__(ids, known, head)
        self.present: dict[str, BaseModel] = {"dataset": head}
        self.told: dict[str, list[Told]] = defaultdict(list)

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if (record := f"{table}/{item.entry.id}") in self.known.changed_records:
            self.present[record] = item.entry
        if isinstance(item.entry, ChangeEntry):
            self.told[item.entry.record].append(Told(item, item.entry))
            if item.entry.reason == PLACEHOLDER_REASON:
                yield item.fault(("reason",), "is not written yet; say why in a sentence")

    def end(self) -> Iterator[Fault]:
        for record, found in self.told.items():
            told = sorted(found, key=lambda one: version_key(one.change.version))
            collection, _, id = record.partition("/")
            if record != "dataset" and collection not in COLLECTIONS:
                choices = ", ".join(COLLECTIONS)
                yield from refused(told, "record", f"{collection!r} is not a collection; they are {choices}")
                continue
            there = record == "dataset" or id in self.ids[collection]
            yield from once(told)
            yield from existing(record, told, there)
            fields = entry_fields(self.kind(collection, id))
            yield from unknown(told, fields)
            if there and record in self.present:
                yield from untrue(self.present[record], told, fields)

    def kind(self, collection: str, id: str) -> type[BaseModel]:
        """What the record is written as."""
        if collection == "dataset":
            return DatasetHead
        return ArticleEntry if (collection, id) == ("sources", self.head.article.id) else TABLES[collection]


def refused(told: Sequence[Told], field: str, message: str) -> Iterator[Fault]:
    """The same fault of each of these changes."""
    for one in told:
        yield one.item.fault((field,), message)


def once(told: Sequence[Told]) -> Iterator[Fault]:
    """In one version a field changes once, and a record comes or goes once."""
    seen: set[tuple[str, str | None]] = set()
    for one in told:
        key = (one.change.version, one.change.field)
        if one.change.field is not None or one.moves:
            if key in seen:
                yield one.item.fault(("version",), f"{one.change.version} has told of this already; keep one change")
            seen.add(key)


def existing(record: str, told: Sequence[Told], there: bool) -> Iterator[Fault]:
    """A record that was removed is gone, until it is added again; any other is there."""
    last = next((one for one in reversed(told) if one.moves), None)
    removed = last is not None and last.change.kind is ChangeKind.REMOVED
    if last is not None and removed and there:
        message = f"there is still a record {record}; mend the address, or add the change that added it again"
        yield last.item.fault(("record",), message)
    elif not removed and not there:
        yield from refused(told, "record", f"there is no record {record}; mend the address, or tell of its removal")


def unknown(told: Sequence[Told], fields: dict[str, EntryField]) -> Iterator[Fault]:
    """A field is named as the seed names it."""
    for one in told:
        if one.change.field is not None and one.change.field not in fields:
            message = f"{one.change.field!r} is no field of {one.change.record}; the fields are {', '.join(fields)}"
            yield one.item.fault(("field",), message)


def untrue(present: BaseModel, told: Sequence[Told], fields: dict[str, EntryField]) -> Iterator[Fault]:
    """The newest change of a field ends at the value that it has."""
    began = max((version_key(one.change.version) for one in told if one.moves), default=())
    newest = {one.change.field: one for one in told if version_key(one.change.version) >= began}
    for name in fields.keys() & newest.keys():
        one, value = newest[name], fields[name].value_of(present)
        try:
            same = fields[name].normalize(one.change.after) == value
        except ValidationError:
            same = False
        if not same:
            said = json.dumps(value, ensure_ascii=False)
            said = said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
            message = f"{one.change.record} has {said} as its {name}; mend one of them, or add the newer change"
            yield one.item.fault(("after",), message)
