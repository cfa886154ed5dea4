"""Rules about the links between entries."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from app.seeding.entries.claims import ClaimEntry
from app.seeding.entries.context import ancestors
from app.seeding.entries.discrepancies import DiscrepancyEntry
from app.seeding.entries.events import EventEntry
from app.seeding.entries.parties import PartyEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.faults import Fault
from app.seeding.reading import LocatedEntry, SourceLocation
from app.seeding.validation.rules.rule import Rule
from app.vocabulary import COLLECTIONS, EventType, PartyKind


@dataclass
class UnitsHaveAState(Rule):
    """A military unit belongs to a state; no other party has a parent."""

    units: list[tuple[SourceLocation, str]] = field(default_factory=list)  # with the id of the parent
    other_than_states: set[str] = field(default_factory=set)

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        party = item.entry
        if not isinstance(party, PartyEntry):
            return
        if (party.kind is PartyKind.MILITARY_UNIT) != (party.parent is not None):
            yield item.fault(("parent",), "a military unit must have a parent; no other party may have one")
        elif party.parent is not None:
            self.units.append((item.location, party.parent))
        if party.kind is not PartyKind.STATE:
            self.other_than_states.add(party.id)

    def finish(self) -> Iterator[Fault]:
        for location, parent in self.units:
            if parent in self.other_than_states:
                message = f"{parent!r} is not a state; name the state that the unit belongs to"
                yield location.fault(("parent",), message)


@dataclass
class StrikesAreEvents(Rule):
    """Each event of type strike has an entry in strikes, and the reverse; claims about a strike name both."""

    strike_events: dict[str, SourceLocation] = field(default_factory=dict)
    other_events: set[str] = field(default_factory=set)

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        entry = item.entry
        if isinstance(entry, EventEntry):
            if entry.type is EventType.STRIKE:
                self.strike_events[entry.id] = item.location
            else:
                self.other_events.add(entry.id)
        elif isinstance(entry, StrikeEntry) and (entry.id in self.other_events or entry.id not in self.ids["events"]):
            yield item.fault(("id",), "no event of type strike has this id; a strike has the id of its event")
        elif isinstance(entry, ClaimEntry) and entry.strike != self.expected_strike(entry):
            message = "a claim about a strike must name it both as event and as strike, with the same id"
            yield item.fault(("strike",), message)

    def expected_strike(self, claim: ClaimEntry) -> str | None:
        """The strike that a claim must name. If its event does not exist, any: the check of references reports that."""
        if claim.event is None or claim.event in self.other_events:
            return None
        return claim.event if claim.event in self.strike_events else claim.strike

    def finish(self) -> Iterator[Fault]:
        for id, location in self.strike_events.items():
            if id not in self.ids["strikes"]:
                yield location.fault(("type",), "an event of type strike needs an entry with the same id in strikes")


class Figure(NamedTuple):
    """What a part and its whole have in common, and the figure itself."""

    event: str | None
    measure: str | None
    high: int | None


@dataclass
class NoPartExceedsItsWhole(Rule):
    """An "including" figure is about the same event and measure as the figure that includes it, and no larger."""

    parts: list[tuple[SourceLocation, ClaimEntry]] = field(default_factory=list)
    figures: dict[str | None, Figure] = field(default_factory=dict)

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        claim = item.entry
        if isinstance(claim, ClaimEntry):
            self.figures[claim.id] = Figure(claim.event, claim.measure, claim.high)
            if claim.part_of is not None:
                self.parts.append((item.location, claim))
        yield from ()

    def finish(self) -> Iterator[Fault]:
        for location, part in self.parts:
            if part.part_of not in self.figures:
                continue  # already reported, as a missing reference or as faults of the whole
            whole = self.figures[part.part_of]
            if (whole.event, whole.measure) != (part.event, part.measure):
                message = "the whole is about another event or measure; name the figure that includes this one"
                yield location.fault(("part_of",), message)
            if part.high is not None and whole.high is not None and part.high > whole.high:
                message = f"{part.high} is more than the whole, {whole.high}; correct one of them"
                yield location.fault(("high",), message)


@dataclass
class NothingContainsItself(Rule):
    """No place lies in itself, no event responds to itself and no figure is part of itself, directly or indirectly."""

    FIELDS: ClassVar = {"places": "parent", "events": "responds_to", "claims": "part_of"}
    parents: dict[str, dict[str, str | None]] = field(
        default_factory=lambda: {table: {} for table in NothingContainsItself.FIELDS}
    )
    children: list[tuple[str, str, SourceLocation]] = field(default_factory=list)  # table, id and location

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        if table in self.FIELDS and (parent := getattr(item.entry, self.FIELDS[table])) is not None:
            self.parents[table][item.entry.id] = parent
            self.children.append((table, item.entry.id, item.location))
        yield from ()

    def finish(self) -> Iterator[Fault]:
        for table, id, location in self.children:
            *_, last = ancestors(id, self.parents[table])
            if self.parents[table].get(last) == id:
                yield location.fault((self.FIELDS[table],), "leads back to this entry; name another or remove it")


@dataclass
class TouchedRecordsExist(Rule):
    """Discrepancies name records that exist."""

    touched: list[tuple[SourceLocation, int, str]] = field(default_factory=list)  # location, index and address

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        if isinstance(item.entry, DiscrepancyEntry):
            self.touched.extend((item.location, index, record) for index, record in enumerate(item.entry.records))
        yield from ()

    def finish(self) -> Iterator[Fault]:
        for location, index, record in self.touched:
            collection, _, id = record.partition("/")
            if record == "dataset":
                continue
            if collection not in COLLECTIONS:
                message = f"{collection!r} is not a collection; the collections are {', '.join(COLLECTIONS)}"
                yield location.fault(("records", index), message)
            elif id not in self.ids[collection]:
                yield location.fault(("records", index), f"there is no record {record}; correct the address")
