"""The seed's tables, in the order in which they are read and loaded."""

from app.seeding.entries.article import ArticleEntry, DatasetHead
from app.seeding.entries.base import Entry, SeedContext, SourcedEntry
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

TABLES: dict[str, type[Entry]] = {
    "sources": SourceEntry,
    "passages": PassageEntry,
    "places": PlaceEntry,
    "parties": PartyEntry,
    "people": PersonEntry,
    "events": EventEntry,
    "strikes": StrikeEntry,
    "claims": ClaimEntry,
    "discrepancies": DiscrepancyEntry,
    "changes": ChangeEntry,
}

__all__ = ["TABLES", "ArticleEntry", "DatasetHead", "Entry", "SeedContext", "SourcedEntry"]
