"""THE ANSWERS: pydantic models of all that is sent. Lists answer the Brief of a record, its own address the Full."""

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

BRIEF: dict[str, type[Brief]] = {
    "events": EventBrief,
    "strikes": StrikeBrief,
    "parties": PartyBrief,
    "people": PersonBrief,
    "places": PlaceBrief,
    "claims": ClaimBrief,
    "sources": SourceBrief,
    "passages": PassageBrief,
    "discrepancies": DiscrepancyBrief,
    "changes": ChangeBrief,
}
FULL: dict[str, type[Brief]] = {
    "events": EventFull,
    "strikes": StrikeFull,
    "parties": PartyFull,
    "people": PersonFull,
    "places": PlaceFull,
    "claims": ClaimFull,
    "sources": SourceFull,
    "passages": PassageFull,
    "discrepancies": DiscrepancyFull,
    "changes": ChangeFull,
}
