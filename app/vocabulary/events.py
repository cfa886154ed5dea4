"""Words about events: what happened, and how exactly its day is known."""

from app.vocabulary.described_enum import DescribedEnum

REMOTE_VIOLENCE = "Explosions/Remote violence"


class EventType(DescribedEnum):
    """What kind of happening an event is."""

    STRIKE = "strike", "A state fires on targets, by missile or aircraft.", REMOTE_VIOLENCE, "195"
    BOMBING = (
        "bombing",
        "Called a bombing, and not one of a state's strikes.",
        REMOTE_VIOLENCE,
        "183",
    )
    STATEMENT = "statement", "A party says something in public.", "Strategic developments", "010"
    CONDEMNATION = "condemnation", "A party denounces what another did.", "Strategic developments", "111"
    WARNING = "warning", "A party says that it may act against another.", "Strategic developments", "130"
    EXPULSION = "expulsion", "A state sends another state's envoy away.", "Strategic developments", "161"
    RECALL = "recall", "A state calls its own envoy home.", "Strategic developments", "161"
    APPEAL = "appeal", "A party asks another for talks.", "Strategic developments", "022"
    CONTACT = "contact", "Parties are in touch through diplomatic channels.", "Strategic developments", "040"
    AGREEMENT = "agreement", "Parties agree on something.", "Agreement", "057"
    RETURN = "return", "An envoy is sent back to, or asked back to, the post.", "Strategic developments", "050"
    INVITATION = "invitation", "A party asks another to visit.", "Strategic developments", "036"
    VISIT = "visit", "An official travels to another state.", "Strategic developments", "042"


class EventSubtype(DescribedEnum):
    """A closer word for some events; null where the article gives no ground for one."""

    MISSILE_STRIKE = (
        "missile_strike",
        "The article's text calls it a missile strike.",
        "Shelling/artillery/missile attack",
    )
    AMBASSADOR = "ambassador", "It concerns an ambassador."
    CASUALTY_STATEMENT = "casualty_statement", "It is about people killed or injured."
    TARGET_STATEMENT = "target_statement", "It is about whom or what a strike was aimed at."
    JUSTIFICATION = "justification", "It gives a reason for an act."
    RETALIATION = "retaliation", "It is about acting in return."
    DE_ESCALATION = "de_escalation", "It is about lowering tension."
    FOREIGN_MINISTERS = "foreign_ministers", "It is between foreign ministers."


class DatePrecision(DescribedEnum):
    """How exactly the day of an event is known."""

    DAY = "day", "One day."
    RANGE = "range", "A first and a last day."
    NOT_STATED = "not_stated", "No day is stated; `not_before` and `not_after` give inferred bounds, null where open."


class DateBasis(DescribedEnum):
    """Where a date comes from."""

    STATED = "stated", "The article gives the day and the year, or counts the days from a date that has both."
    INFERRED = "inferred", "Part of it, the year or the bounds, is our inference; `note` says which and why."
