"""The rule about changes: the changelog must agree with the records."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from app.models.changes import version_key
from app.seeding.entries import ArticleEntry, DatasetHead
from app.seeding.entries.changes import PLACEHOLDER_REASON, ChangeEntry
from app.seeding.entries.fields import EntryField, entry_fields
from app.seeding.faults import Fault, quoted
from app.seeding.kinds import ENTRIES
from app.seeding.reading import LocatedEntry
from app.seeding.validation.rules.rule import Rule
from app.vocabulary import COLLECTIONS, ChangeKind

LIFECYCLE = (ChangeKind.ADDED, ChangeKind.REMOVED)


class TrackedChange(NamedTuple):
    """A change, and where it stands."""

    item: LocatedEntry
    entry: ChangeEntry

    @property
    def is_lifecycle(self) -> bool:
        """Whether the change added or removed a whole record."""
        return self.entry.field is None and self.entry.kind in LIFECYCLE


@dataclass
class ChangesAreTrue(Rule):
    """Changes name existing records and fields and end at the present values; a removed record is gone.

    Only the newest change of a field is compared with its value, and none from before the record was last added.
    """

    present: dict[str, BaseModel] = field(default_factory=dict)  # the changed records that exist, by address
    changes: dict[str, list[TrackedChange]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.present["dataset"] = self.head

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        if (record := f"{table}/{item.entry.id}") in self.context.changed_records:
            self.present[record] = item.entry
        if isinstance(item.entry, ChangeEntry):
            self.changes[item.entry.record].append(TrackedChange(item, item.entry))
            if item.entry.reason == PLACEHOLDER_REASON:
                yield item.fault(("reason",), "is still a draft; give the reason in a sentence")

    def finish(self) -> Iterator[Fault]:
        for record, unordered in self.changes.items():
            changes = sorted(unordered, key=lambda change: version_key(change.entry.version))
            collection, _, id = record.partition("/")
            if record != "dataset" and collection not in COLLECTIONS:
                message = f"{collection!r} is not a collection; the collections are {', '.join(COLLECTIONS)}"
                yield from (change.item.fault(("record",), message) for change in changes)
                continue
            exists = record == "dataset" or id in self.ids[collection]
            fields = entry_fields(self.entry_type(collection, id))
            yield from repeated_changes(changes)
            yield from wrong_lifecycle(changes, exists=exists)
            yield from unknown_fields(changes, fields)
            if exists and record in self.present:
                yield from stale_changes(self.present[record], changes, fields)

    def entry_type(self, collection: str, id: str) -> type[BaseModel]:
        """The model that the seed uses for a record."""
        if collection == "dataset":
            return DatasetHead
        return ArticleEntry if (collection, id) == ("sources", self.head.article.id) else ENTRIES[collection]


def repeated_changes(changes: Sequence[TrackedChange]) -> Iterator[Fault]:
    """In one version, a field may change only once, and a record may be added or removed only once."""
    seen: set[tuple[str, str | None]] = set()
    for change in changes:
        key = (change.entry.version, change.entry.field)
        if change.entry.field is not None or change.is_lifecycle:
            if key in seen:
                message = f"version {change.entry.version} already has a change of this; keep one"
                yield change.item.fault(("version",), message)
            seen.add(key)


def wrong_lifecycle(changes: Sequence[TrackedChange], *, exists: bool) -> Iterator[Fault]:
    """A removed record must not exist unless it was added again; any other record must exist."""
    last = next((change for change in reversed(changes) if change.is_lifecycle), None)
    removed = last is not None and last.entry.kind is ChangeKind.REMOVED
    if last is not None and removed and exists:
        message = (
            f"the record {last.entry.record} still exists; correct the address, or add the change that restored it"
        )
        yield last.item.fault(("record",), message)
    elif not removed and not exists:
        for change in changes:
            message = (
                f"there is no record {change.entry.record}; correct the address, or add the change that removed it"
            )
            yield change.item.fault(("record",), message)


def unknown_fields(changes: Sequence[TrackedChange], fields: dict[str, EntryField]) -> Iterator[Fault]:
    """A change must name a field as the seed does."""
    for change in changes:
        name = change.entry.field
        if name is not None and name not in fields:
            message = f"{name!r} is not a field of {change.entry.record}; the fields are {', '.join(fields)}"
            yield change.item.fault(("field",), message)


def stale_changes(
    record: BaseModel, changes: Sequence[TrackedChange], fields: dict[str, EntryField]
) -> Iterator[Fault]:
    """The newest change of a field must end at its present value."""
    last_added = max((version_key(change.entry.version) for change in changes if change.is_lifecycle), default=())
    newest = {change.entry.field: change for change in changes if version_key(change.entry.version) >= last_added}
    for name in fields.keys() & newest.keys():
        change, value = newest[name], fields[name].value_of(record)
        try:
            agrees = fields[name].normalize(change.entry.after) == value
        except ValidationError:
            agrees = False
        if not agrees:
            message = f"the {name} of {change.entry.record} is {quoted(value)}; correct one, or add the newer change"
            yield change.item.fault(("after",), message)
