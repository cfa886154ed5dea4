"""Rules that judge an entry by itself, by what the schemas, the outlines and the head say."""

from collections.abc import Iterator

from app.records import RECORDS
from app.seeding import outlines
from app.seeding.entries import SourcedEntry
from app.seeding.entries.passages import PassageEntry
from app.seeding.entries.places import PlaceEntry
from app.seeding.entries.sources import SourceEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.faults import Fault
from app.seeding.reading import Located
from app.seeding.validation.rules.rule import Rule
from app.vocabulary import COLLECTIONS

COAST_KM = 10  # the outlines are coarse by this much


class AspectsArePublicFields(Rule):
    """Evidence supports a field that the public record has."""

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, SourcedEntry):
            for index, evidence in enumerate(item.entry.evidence):
                if evidence.aspect is not None and evidence.aspect not in RECORDS[COLLECTIONS[table]].full.model_fields:
                    fields = ", ".join(RECORDS[COLLECTIONS[table]].full.model_fields)
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


class WordingsAreEvidence(Rule):
    """A passage that words the means of a strike is part of the strike's evidence."""

    def entry(self, table: str, item: Located) -> Iterator[Fault]:
        if isinstance(item.entry, StrikeEntry):
            behind = {evidence.passage for evidence in item.entry.evidence}
            for index, weapon in enumerate(item.entry.weapons):
                if weapon.passage in self.ids["passages"] - behind:
                    message = f"{weapon.passage!r} is not in the evidence of the strike; add it there"
                    yield item.fault(("weapons", index, "passage"), message)
