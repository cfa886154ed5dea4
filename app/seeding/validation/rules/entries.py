"""Rules that compare one entry with the public schemas, the outlines of countries or the head of the seed."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.records import RECORDS
from app.seeding.entries import SourcedEntry
from app.seeding.entries.passages import PassageEntry
from app.seeding.entries.places import PlaceEntry
from app.seeding.entries.sources import SourceEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.faults import Fault
from app.seeding.reading import LocatedEntry
from app.seeding.validation.containment import contains
from app.seeding.validation.rules.rule import Rule

OUTLINE_ERROR_KM = 10  # the outlines are simplified; near a border or coast they are wrong by up to this much


class AspectsArePublicFields(Rule):
    """Evidence for one field names a field that the public record has."""

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        if isinstance(item.entry, SourcedEntry):
            fields = RECORDS[item.entry.record_kind].full.model_fields
            for index, evidence in enumerate(item.entry.evidence):
                if evidence.aspect is not None and evidence.aspect not in fields:
                    message = f"{evidence.aspect!r} is not a public field; the fields are {', '.join(fields)}"
                    yield item.fault(("evidence", index, "aspect"), message)


@dataclass
class PassagesAreInOrder(Rule):
    """Passages are in the order of the article, do not overlap, end inside it, and cite references that exist."""

    previous_end: int = 0

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        entry = item.entry
        if not isinstance(entry, PassageEntry):
            return
        length = self.head.article.length
        if entry.start < self.previous_end:
            message = f"starts at {entry.start}, before the previous passage ends at {self.previous_end}"
            yield item.fault(("start",), f"{message}; correct the positions or the order")
        if entry.end > length:
            yield item.fault(("end",), f"ends at {entry.end}, after the end of the article at {length}")
        self.previous_end = entry.end
        for number in entry.cites:
            if number not in self.context.source_numbers:
                yield item.fault(("cites",), f"cites reference {number}, which is not in sources; add it there")


class NumbersAreUnique(Rule):
    """No two references have the same number."""

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        source = item.entry
        if isinstance(source, SourceEntry) and self.context.source_numbers[source.number] != source.id:
            message = f"another reference has number {source.number}; give each its own"
            yield item.fault(("number",), message)


class PointsLieInTheirCountry(Rule):
    """A point lies inside the outline of its country and province; a place without a point is of precision unknown."""

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        place = item.entry
        if not isinstance(place, PlaceEntry):
            return
        if (place.point is None) != (place.geo_precision == "unknown"):
            yield item.fault(("geo_precision",), "must be unknown for a place without a point, and only then")
        if place.point is not None:
            for code in filter(None, (place.country, place.subdivision)):
                if contains(code, place.point.longitude, place.point.latitude, OUTLINE_ERROR_KM) is False:
                    yield item.fault(("point",), f"is not inside {code}; check latitude and longitude")


class WordingsAreEvidence(Rule):
    """A passage quoted for a strike's weapon is also part of the strike's evidence."""

    def check(self, table: str, item: LocatedEntry) -> Iterator[Fault]:
        if isinstance(item.entry, StrikeEntry):
            evidence = {evidence.passage for evidence in item.entry.evidence}
            for index, weapon in enumerate(item.entry.weapons):
                if weapon.passage in self.ids["passages"] - evidence:
                    message = f"{weapon.passage!r} is not in the evidence of the strike; add it there"
                    yield item.fault(("weapons", index, "passage"), message)
