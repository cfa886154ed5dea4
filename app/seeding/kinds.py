"""The one table of what a seed contains: for each kind of record, its entries and the renderer of its documents."""

from typing import NamedTuple

from app.seeding.entries import Entry
from app.seeding.entries.changes import ChangeEntry
from app.seeding.entries.claims import ClaimEntry
from app.seeding.entries.discrepancies import DiscrepancyEntry
from app.seeding.entries.events import EventEntry
from app.seeding.entries.parties import PartyEntry
from app.seeding.entries.passages import PassageEntry
from app.seeding.entries.people import PersonEntry
from app.seeding.entries.places import PlaceEntry
from app.seeding.entries.sources import SourceEntry
from app.seeding.entries.strikes import StrikeEntry
from app.seeding.rendering import (
    changes,
    claims,
    discrepancies,
    events,
    parties,
    passages,
    people,
    places,
    sources,
    strikes,
)
from app.seeding.rendering.rendered import Renderer
from app.vocabulary import RecordKind


class SeedKind(NamedTuple):
    """How records of one kind are written in the seed, and how their documents are rendered."""

    entry: type[Entry]
    render: Renderer


# In the order in which they are read, loaded and hashed.
KINDS: dict[RecordKind, SeedKind] = {
    RecordKind.SOURCE: SeedKind(SourceEntry, sources.render),
    RecordKind.PASSAGE: SeedKind(PassageEntry, passages.render),
    RecordKind.PLACE: SeedKind(PlaceEntry, places.render),
    RecordKind.PARTY: SeedKind(PartyEntry, parties.render),
    RecordKind.PERSON: SeedKind(PersonEntry, people.render),
    RecordKind.EVENT: SeedKind(EventEntry, events.render),
    RecordKind.STRIKE: SeedKind(StrikeEntry, strikes.render),
    RecordKind.CLAIM: SeedKind(ClaimEntry, claims.render),
    RecordKind.DISCREPANCY: SeedKind(DiscrepancyEntry, discrepancies.render),
    RecordKind.CHANGE: SeedKind(ChangeEntry, changes.render),
}
ENTRIES: dict[str, type[Entry]] = {kind.collection: entry for kind, (entry, _) in KINDS.items()}  # by seed file


def rendering_order() -> list[RecordKind]:
    """All kinds, claims before the events and strikes whose documents contain them."""
    kinds = list(KINDS)
    kinds.remove(RecordKind.CLAIM)
    kinds.insert(kinds.index(RecordKind.EVENT), RecordKind.CLAIM)
    return kinds
