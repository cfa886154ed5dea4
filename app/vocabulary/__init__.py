"""Enums whose members carry their meaning, which OpenAPI and /vocabulary show."""

from app.vocabulary.changes import ChangeKind
from app.vocabulary.claims import ClaimType, Measure, StatedIn, VictimClass
from app.vocabulary.described_enum import DescribedEnum
from app.vocabulary.discrepancies import DiscrepancyKind, DiscrepancyTopic, DiscrepancyWeight
from app.vocabulary.events import BoundBasis, DateBasis, DatePrecision, EventSubtype, EventType, StrikeMeans
from app.vocabulary.names import NameKind, NameOrigin
from app.vocabulary.parties import PartyKind, Role
from app.vocabulary.passages import PassageKind
from app.vocabulary.places import GeoPrecision, PlaceKind, PlaceRole
from app.vocabulary.records import COLLECTION_OF, COLLECTIONS, RecordKind
from app.vocabulary.sources import SourceKind, SourceLevel

VOCABULARIES: dict[str, type[DescribedEnum]] = {
    "event_type": EventType,
    "event_subtype": EventSubtype,
    "date_precision": DatePrecision,
    "date_basis": DateBasis,
    "not_after_basis": BoundBasis,
    "means": StrikeMeans,
    "party_kind": PartyKind,
    "role": Role,
    "name_kind": NameKind,
    "name_origin": NameOrigin,
    "place_kind": PlaceKind,
    "place_role": PlaceRole,
    "geo_precision": GeoPrecision,
    "claim_type": ClaimType,
    "stated_in": StatedIn,
    "measure": Measure,
    "victim_class": VictimClass,
    "source_level": SourceLevel,
    "source_kind": SourceKind,
    "passage_kind": PassageKind,
    "discrepancy_kind": DiscrepancyKind,
    "discrepancy_topic": DiscrepancyTopic,
    "discrepancy_weight": DiscrepancyWeight,
    "change_kind": ChangeKind,
    "record_kind": RecordKind,
}

__all__ = [
    "COLLECTIONS",
    "COLLECTION_OF",
    "VOCABULARIES",
    "BoundBasis",
    "ChangeKind",
    "ClaimType",
    "DateBasis",
    "DatePrecision",
    "DescribedEnum",
    "DiscrepancyKind",
    "DiscrepancyTopic",
    "DiscrepancyWeight",
    "EventSubtype",
    "EventType",
    "GeoPrecision",
    "Measure",
    "NameKind",
    "NameOrigin",
    "PartyKind",
    "PassageKind",
    "PlaceKind",
    "PlaceRole",
    "RecordKind",
    "Role",
    "SourceKind",
    "SourceLevel",
    "StatedIn",
    "StrikeMeans",
    "VictimClass",
]
