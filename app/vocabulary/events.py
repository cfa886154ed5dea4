"""Enums of events: what happened, and how precisely the date is known."""

from app.vocabulary.described_enum import DescribedEnum

REMOTE_VIOLENCE = "Explosions/Remote violence"


class EventType(DescribedEnum):
    """What kind of event it is."""

    STRIKE = "strike", "A state attacks targets with missiles or aircraft.", REMOTE_VIOLENCE, "190"
    BOMBING = "bombing", "Called a bombing; not one of a state's strikes.", REMOTE_VIOLENCE, "183"
    STATEMENT = "statement", "A party makes a public statement.", None, "010"
    CONDEMNATION = "condemnation", "A party condemns what another did.", None, "111"
    WARNING = "warning", "A party warns that it may act against another.", None, "130"
    EXPULSION = "expulsion", "A state expels another state's envoy.", None, "161"
    RECALL = "recall", "A state recalls its own envoy.", None, "161"
    APPEAL = "appeal", "A party asks another for talks.", None, "026"
    CONTACT = "contact", "Diplomacy is reported, without saying who met or spoke."
    AGREEMENT = "agreement", "Parties agree on something.", "Agreement"
    RETURN = "return", "An envoy is reinstated, or recalled to the post."
    INVITATION = "invitation", "A party invites another to visit.", None, "036"
    VISIT = "visit", "An official visits another state.", None, "042"


class EventSubtype(DescribedEnum):
    """A more specific type for some events; null if the article gives no basis for one."""

    MISSILE_STRIKE = (
        "missile_strike",
        "The article's text calls it a missile strike.",
        "Shelling/artillery/missile attack",
    )
    AMBASSADOR = "ambassador", "It concerns an ambassador."
    CASUALTY_STATEMENT = "casualty_statement", "It is about people killed or injured."
    TARGET_STATEMENT = "target_statement", "It is about who or what a strike was aimed at."
    JUSTIFICATION = "justification", "It gives a reason for an act."
    RETALIATION = "retaliation", "It is about retaliation."
    DE_ESCALATION = "de_escalation", "It is about reducing tension."
    FOREIGN_MINISTERS = "foreign_ministers", "It is between foreign ministers."


class StrikeMeans(DescribedEnum):
    """The means of a strike, as far as a wording tells."""

    MISSILE = "missile", "By missile."
    AIR = "air", "From the air, or by an air force."
    BOMBING = "bombing", "By bombing."
    NOT_SPECIFIED = "not_specified", "The wording does not tell."


class DatePrecision(DescribedEnum):
    """How precisely the date of an event is known."""

    DAY = "day", "A single day."
    RANGE = "range", "A first and a last day."
    NOT_STATED = "not_stated", "No day is stated; `not_before` and `not_after` give inferred bounds, null if open."


class DateBasis(DescribedEnum):
    """Where a date comes from."""

    STATED = "stated", "The article gives the day and the year, or counts days from a date that has both."
    INFERRED = "inferred", "The year or the bounds are our inference; `note` says which and why."


class BoundBasis(DescribedEnum):
    """Why a day is the latest possible one, where that is not evidence about the event itself."""

    RETRIEVAL = "retrieval", "A reference about it was retrieved on that day. No filter and no text uses the day."
