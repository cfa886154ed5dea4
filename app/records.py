"""The one list of the kinds of record: the table and the response models of each. `resources` says how it is served."""

from dataclasses import dataclass
from typing import Any

from app.models import TABLES
from app.schemas.base import Brief
from app.schemas.changes import ChangeBrief, ChangeFull
from app.schemas.claims import ClaimBrief, ClaimFull
from app.schemas.discrepancies import DiscrepancyBrief, DiscrepancyFull
from app.schemas.events import EventBrief, EventFull
from app.schemas.parties import PartyBrief, PartyFull
from app.schemas.passages import PassageBrief, PassageFull
from app.schemas.people import PersonBrief, PersonFull
from app.schemas.places import PlaceBrief, PlaceFull
from app.schemas.sources import SourceBrief, SourceFull
from app.schemas.strikes import StrikeBrief, StrikeFull
from app.vocabulary import RecordKind


@dataclass(frozen=True)
class RecordType:
    """A kind of record: `brief` is what lists answer, `full` what a record's own address answers."""

    kind: RecordKind
    brief: type[Brief]
    full: type[Brief]

    @property
    def table(self) -> Any:
        """The table that stores its documents."""
        return TABLES[self.kind]


RECORDS: dict[RecordKind, RecordType] = {
    record.kind: record
    for record in (
        RecordType(RecordKind.EVENT, EventBrief, EventFull),
        RecordType(RecordKind.STRIKE, StrikeBrief, StrikeFull),
        RecordType(RecordKind.PARTY, PartyBrief, PartyFull),
        RecordType(RecordKind.PERSON, PersonBrief, PersonFull),
        RecordType(RecordKind.PLACE, PlaceBrief, PlaceFull),
        RecordType(RecordKind.CLAIM, ClaimBrief, ClaimFull),
        RecordType(RecordKind.SOURCE, SourceBrief, SourceFull),
        RecordType(RecordKind.PASSAGE, PassageBrief, PassageFull),
        RecordType(RecordKind.DISCREPANCY, DiscrepancyBrief, DiscrepancyFull),
        RecordType(RecordKind.CHANGE, ChangeBrief, ChangeFull),
    )
}
