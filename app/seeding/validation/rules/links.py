"""Rules about what entries are to one another."""

from collections.abc import Iterator

from app.seeding.entries import DatasetHead, SeedContext
from app.seeding.entries.claims import ClaimEntry
from app.seeding.entries.context import ancestors
from app.seeding.entries.discrepancies import DiscrepancyEntry
from app.seeding.entries.events import EventEntry
from app.seeding.entries.parties import PartyEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.faults import Fault
from app.seeding.reading import Located, Spot
from app.seeding.validation.rules.rule import Rule
from app.vocabulary import COLLECTIONS, EventType, PartyKind


class UnitsHaveAState(Rule):
    """A military unit belongs to a state; nothing else has a parent."""

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        super().__init__(ids, known, head)
        self.units: list[tuple[Located, str]] = []
        self.others: set[str] = set()

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        party = item.entry
        if not isinstance(party, PartyEntry):
            return
        if (party.kind is PartyKind.MILITARY_UNIT) != (party.parent is not None):
            yield item.fault(("parent",), "a military unit needs one, and nothing else has one")
        elif party.parent is not None:
            self.units.append((item, party.parent))
        if party.kind is not PartyKind.STATE:
            self.others.add(party.id)

    def end(self) -> Iterator[Fault]:
        for item, parent in self.units:
            if parent in self.others:
                yield item.fault(("parent",), f"{parent!r} is not a state; name the state the unit belongs to")


class StrikesAreEvents(Rule):
    """Each event of type strike has its strike, and each strike its event; claims name both."""

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        super().__init__(ids, known, head)
        self.events: dict[str, Spot] = {}
        self.others: set[str] = set()

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        entry = item.entry
        if isinstance(entry, EventEntry):
            if entry.type is EventType.STRIKE:
                self.events[entry.id] = item.spot()
            else:
                self.others.add(entry.id)
        elif isinstance(entry, StrikeEntry) and (entry.id in self.others or entry.id not in self.ids["events"]):
            yield item.fault(("id",), "there is no event of type strike with this id; a strike has its event's")
        elif isinstance(entry, ClaimEntry) and entry.strike != self.strike_of(entry):
            yield item.fault(
                ("strike",), "a claim about a strike names it twice, as event and as strike, with the same id"
            )

    def strike_of(self, claim: ClaimEntry) -> str | None:
        """The strike the claim must name; what it does name when its event is not known, which is told elsewhere."""
        if claim.event is None or claim.event in self.others:
            return None
        return claim.event if claim.event in self.events else claim.strike

    def end(self) -> Iterator[Fault]:
        for id, spot in self.events.items():
            if id not in self.ids["strikes"]:
                yield spot.fault(("type",), "an event of type strike needs an entry in strikes with its id")


class NoPartExceedsItsWhole(Rule):
    """An "including" figure is about the same event and measure as its whole, and no larger."""

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        super().__init__(ids, known, head)
        self.parts: list[tuple[Spot, ClaimEntry]] = []
        self.wholes: dict[str | None, tuple[str | None, str | None, int | None]] = {}

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, ClaimEntry):
            self.wholes[item.entry.id] = (item.entry.event, item.entry.measure, item.entry.high)
            if item.entry.part_of is not None:
                self.parts.append((item.spot(), item.entry))
        yield from ()

    def end(self) -> Iterator[Fault]:
        for spot, part in self.parts:
            if part.part_of not in self.wholes:
                continue  # told as a broken reference, or as a fault of the whole
            event, measure, high = self.wholes[part.part_of]
            if (event, measure) != (part.event, part.measure):
                yield spot.fault(("part_of",), "the whole is about another event or measure; name the one it is in")
            if part.high is not None and high is not None and part.high > high:
                yield spot.fault(("high",), f"{part.high} is more than the whole, {high}; mend one of them")


class NothingHoldsItself(Rule):
    """No place lies in itself, no event answers itself and no figure is a part of itself, nor by way of others."""

    FIELDS = {"places": "parent", "events": "responds_to", "claims": "part_of"}  # noqa: RUF012, never changed

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        super().__init__(ids, known, head)
        self.outer: dict[str, dict[str, str | None]] = {table: {} for table in self.FIELDS}
        self.named: list[tuple[str, Spot]] = []

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if table in self.FIELDS and (outer := getattr(item.entry, self.FIELDS[table])) is not None:
            self.outer[table][item.entry.id] = outer
            self.named.append((table, item.spot()))
        yield from ()

    def end(self) -> Iterator[Fault]:
        for table, spot in self.named:
            *_, last = ancestors(spot.id, self.outer[table])
            if self.outer[table].get(last) == spot.id:
                yield spot.fault((self.FIELDS[table],), "leads back to this entry; name another, or leave it out")


class TouchedRecordsExist(Rule):
    """Discrepancies name records that there are."""

    def __init__(self, ids: dict[str, set[str]], known: SeedContext, head: DatasetHead) -> None:
        super().__init__(ids, known, head)
        self.named: list[tuple[Spot, int, str]] = []

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, DiscrepancyEntry):
            self.named.extend((item.spot(), index, record) for index, record in enumerate(item.entry.records))
        yield from ()

    def end(self) -> Iterator[Fault]:
        for spot, index, record in self.named:
            collection, _, id = record.partition("/")
            if record == "dataset":
                continue
            if collection not in COLLECTIONS:
                message = f"{collection!r} is not a collection; they are {', '.join(COLLECTIONS)}"
                yield spot.fault(("records", index), message)
            elif id not in self.ids[collection]:
                yield spot.fault(("records", index), f"there is no record {record}; mend the address")
