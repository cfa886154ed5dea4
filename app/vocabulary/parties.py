"""Words about parties and people: what a party is, and which part it took in an event."""

from app.vocabulary.described_enum import DescribedEnum


class PartyKind(DescribedEnum):
    """What a party is."""

    STATE = "state", "A sovereign state, or its government."
    ARMED_GROUP = "armed_group", "An organised armed group that is not part of a state."
    MILITARY_UNIT = "military_unit", "A force of a state; its `parent` is that state."


class Role(DescribedEnum):
    """The part a party or a person takes in an event."""

    INITIATOR = "initiator", "Did it, said it or began it."
    STATED_TARGET = "stated_target", "Is named as what a strike was aimed at."
    REPORTED_VICTIM = "reported_victim", "Is reported to have lost people."
    TERRITORY = "territory", "It happened on the territory of this party."
    CLAIMANT = "claimant", "Makes a claim in the event."
    ADDRESSEE = "addressee", "Is the one whom the act or the words are meant for."
    HOST = "host", "Receives the visit."
    GUEST = "guest", "Comes as a visitor."
    ATTRIBUTED = "attributed", "The event is attributed to it by others."
