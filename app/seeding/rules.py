"""Rules between entries that no single entry can keep. Each sees every entry once, in loading order."""

from collections.abc import Iterator

from app import addresses
from app.schemas import FULL
from app.seeding import outlines
from app.seeding.entries import Head, Known, SourcedEntry
from app.seeding.entries.changes import ChangeEntry
from app.seeding.entries.claims import ClaimEntry
from app.seeding.entries.discrepancies import DiscrepancyEntry
from app.seeding.entries.events import EventEntry
from app.seeding.entries.parties import PartyEntry
from app.seeding.entries.passages import PassageEntry
from app.seeding.entries.places import PlaceEntry
from app.seeding.entries.sources import SourceEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.faults import Fault
from app.seeding.reading import Located
from app.vocabulary import EventType, PartyKind

COAST_KM = 10  # the outlines are coarse by this much


class Rule:
    """A rule: `entry` judges as entries pass, `end` what only the whole can tell."""

    def __init__(self, ids: dict[str, set[str]], known: Known, head: Head) -> None:
        self.ids = ids
        self.known = known
        self.head = head

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        yield from ()

    def end(self) -> Iterator[Fault]:
        yield from ()


class AspectsArePublicFields(Rule):
    """Evidence supports a field that the public record has."""

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, SourcedEntry):
            for index, evidence in enumerate(item.entry.evidence):
                if evidence.aspect is not None and evidence.aspect not in FULL[table].model_fields:
                    fields = ", ".join(FULL[table].model_fields)
                    yield item.fault(
                        ("evidence", index, "aspect"),
                        f"{evidence.aspect!r} is not a public field; the fields are {fields}",
                    )


class PassagesAreInOrder(Rule):
    """Passages stand in the article's order, do not overlap, end inside it, and cite references that exist."""

    reached = 0

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        entry = item.entry
        if not isinstance(entry, PassageEntry):
            return
        if entry.start < self.reached:
            yield item.fault(("start",), f"begins at {entry.start}, before the passage above it ends at {self.reached}")
        if entry.end > self.head.article.length:
            yield item.fault(("end",), f"ends at {entry.end}, after the article does at {self.head.article.length}")
        self.reached = entry.end
        for number in entry.cites:
            if number not in self.known.source_numbers:
                yield item.fault(("cites",), f"cites reference {number}, which sources has not; add it there")


class NumbersAreGivenOnce(Rule):
    """Two references never share a number."""

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, SourceEntry) and self.known.source_numbers[item.entry.number] != item.entry.id:
            yield item.fault(("number",), f"number {item.entry.number} is given to another reference; number each once")


class PointsLieInTheirCountry(Rule):
    """A point lies inside the outline of its country and province; a place without one says `unknown`."""

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        place = item.entry
        if not isinstance(place, PlaceEntry):
            return
        if (place.point is None) != (place.geo_precision == "unknown"):
            yield item.fault(("geo_precision",), "is unknown exactly when there is no point")
        if place.point is not None:
            for code in filter(None, (place.country, place.subdivision)):
                if outlines.contains(code, place.point.longitude, place.point.latitude, COAST_KM) is False:
                    yield item.fault(("point",), f"does not lie inside {code}; check latitude and longitude")


class UnitsHaveAState(Rule):
    """A military unit belongs to a state; nothing else has a parent."""

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        party = item.entry
        if isinstance(party, PartyEntry) and (party.kind is PartyKind.MILITARY_UNIT) != (party.parent is not None):
            yield item.fault(("parent",), "a military unit needs one, and nothing else has one")


class StrikesAreEvents(Rule):
    """Each event of type strike has its strike, and each strike its event; claims name both."""

    def __init__(self, ids: dict[str, set[str]], known: Known, head: Head) -> None:
        super().__init__(ids, known, head)
        self.events: dict[str, Located] = {}

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        entry = item.entry
        if isinstance(entry, EventEntry) and entry.type is EventType.STRIKE:
            self.events[entry.id] = item
        elif isinstance(entry, StrikeEntry) and entry.id not in self.events:
            yield item.fault(("id",), "there is no event of type strike with this id; a strike has its event's")
        elif isinstance(entry, ClaimEntry) and entry.strike != (entry.event if entry.event in self.events else None):
            yield item.fault(
                ("strike",), "a claim about a strike names it twice, as event and as strike, with the same id"
            )

    def end(self) -> Iterator[Fault]:
        for id, item in self.events.items():
            if id not in self.ids["strikes"]:
                yield item.fault(("type",), "an event of type strike needs an entry in strikes with its id")


class NoPartExceedsItsWhole(Rule):
    """An "including" figure is about the same event and measure as its whole, and no larger."""

    def __init__(self, ids: dict[str, set[str]], known: Known, head: Head) -> None:
        super().__init__(ids, known, head)
        self.parts: list[Located] = []
        self.wholes: dict[str, tuple[str | None, str | None, int | None]] = {}

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, ClaimEntry) and item.entry.measure is not None:
            if item.entry.part_of:
                self.parts.append(item)
            self.wholes[item.entry.id] = (item.entry.event, item.entry.measure, item.entry.high)
        yield from ()

    def end(self) -> Iterator[Fault]:
        for item in self.parts:
            claim = item.entry
            if not isinstance(claim, ClaimEntry) or claim.part_of not in self.wholes:
                continue
            event, measure, high = self.wholes[claim.part_of]
            if (event, measure) != (claim.event, claim.measure):
                yield item.fault(("part_of",), "the whole is about another event or measure")
            if claim.high is not None and high is not None and claim.high > high:
                yield item.fault(("high",), f"{claim.high} is more than the whole, {high}")


class TouchedRecordsExist(Rule):
    """Discrepancies and changes name records that there are; a removed record is one there no longer is."""

    def __init__(self, ids: dict[str, set[str]], known: Known, head: Head) -> None:
        super().__init__(ids, known, head)
        self.named: list[tuple[Located, tuple[str | int, ...], str, bool]] = []

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, DiscrepancyEntry):
            self.named.extend(
                (item, ("records", index), record, True) for index, record in enumerate(item.entry.records)
            )
        elif isinstance(item.entry, ChangeEntry):
            self.named.append((item, ("record",), item.entry.record, item.entry.kind != "removed"))
        yield from ()

    def end(self) -> Iterator[Fault]:
        for item, path, record, expected in self.named:
            collection, _, id = record.partition("/")
            if record == "dataset":
                continue
            if collection not in addresses.KINDS:
                yield item.fault(path, f"{collection!r} is not a collection; they are {', '.join(addresses.KINDS)}")
            elif (id in self.ids[collection]) != expected:
                yield item.fault(path, f"there is {'no' if expected else 'still a'} record {record}")


RULES: tuple[type[Rule], ...] = (
    AspectsArePublicFields,
    PassagesAreInOrder,
    NumbersAreGivenOnce,
    PointsLieInTheirCountry,
    UnitsHaveAState,
    StrikesAreEvents,
    NoPartExceedsItsWhole,
    TouchedRecordsExist,
)
