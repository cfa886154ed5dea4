"""SQLModel tables. Importing this package registers all of them; TABLES has one for each kind of record."""

from app.models.changes import Change, ChangeRelation
from app.models.claims import Claim
from app.models.columns import Dated, Record, Sourced
from app.models.dataset import Dataset
from app.models.discrepancies import Discrepancy, DiscrepancyRecord
from app.models.documents import DOCUMENTS, add_documents
from app.models.events import Event, EventParty, EventPerson, EventPlace
from app.models.evidence import Evidence, RecordSource
from app.models.names import Name
from app.models.packing import Dictionary
from app.models.parties import Party, PartyAlignment, PartyDescription
from app.models.passages import Passage, PassageSource
from app.models.people import Person
from app.models.places import Place
from app.models.search import SearchEntry
from app.models.sources import Source
from app.models.strikes import Strike, StrikeTarget, StrikeWeapon
from app.vocabulary import RecordKind

BY_NAME: dict[str, type[Record]] = {
    str(table.__tablename__): table for table in [*Record.__subclasses__(), *Sourced.__subclasses__()]
}
TABLES: dict[RecordKind, type[Record]] = {kind: BY_NAME[kind.collection] for kind in RecordKind}
for table in TABLES.values():
    add_documents(table)

__all__ = [
    "DOCUMENTS",
    "TABLES",
    "Change",
    "ChangeRelation",
    "Claim",
    "Dataset",
    "Dated",
    "Dictionary",
    "Discrepancy",
    "DiscrepancyRecord",
    "Event",
    "EventParty",
    "EventPerson",
    "EventPlace",
    "Evidence",
    "Name",
    "Party",
    "PartyAlignment",
    "PartyDescription",
    "Passage",
    "PassageSource",
    "Person",
    "Place",
    "Record",
    "RecordSource",
    "SearchEntry",
    "Source",
    "Sourced",
    "Strike",
    "StrikeTarget",
    "StrikeWeapon",
]
