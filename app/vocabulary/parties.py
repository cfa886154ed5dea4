"""Enums of parties and people: what a party is, and its role in an event."""

from app.vocabulary.described_enum import DescribedEnum


class PartyKind(DescribedEnum):
    """What a party is."""

    STATE = "state", "A sovereign state, or its government."
    ARMED_GROUP = "armed_group", "An organised armed group that is not part of a state."
    MILITARY_UNIT = "military_unit", "A force of a state, which is its `parent`."


class Role(DescribedEnum):
    """The role of a party or person in an event."""

    INITIATOR = "initiator", "Did it, said it or started it."
    STATED_TARGET = "stated_target", "Named as a target of the strike."
    REPORTED_VICTIM = "reported_victim", "Reported to have lost people."
    TERRITORY = "territory", "It happened on this party's territory."
    CLAIMANT = "claimant", "Makes a claim in the event."
    ADDRESSEE = "addressee", "The act or the words are addressed to it."
    HOST = "host", "Receives the visit."
    GUEST = "guest", "Is the visitor."
    ATTRIBUTED = "attributed", "Others attribute the event to it."
