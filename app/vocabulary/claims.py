"""Words about claims: what is claimed, and about whom."""

from app.vocabulary.described_enum import DescribedEnum


class ClaimType(DescribedEnum):
    """What a claim is about."""

    CASUALTY = "casualty", "How many were killed or injured. Casualty claims are never added up."
    RESPONSIBILITY = "responsibility", "A party says that it did it."
    ATTRIBUTION = "attribution", "Somebody says that another did it."
    TARGET_IDENTITY = "target_identity", "Whom or what a strike was aimed at."
    VICTIM_IDENTITY = "victim_identity", "Who the people hit were."
    JUSTIFICATION = "justification", "Why it was done, as somebody says."
    ALIGNMENT = "alignment", "Who stands on whose side, as somebody says."
    THREAT = "threat", "What somebody says may follow."


class Measure(DescribedEnum):
    """What a casualty figure counts."""

    KILLED = "killed", "People killed."
    INJURED = "injured", "People wounded or injured."


class VictimClass(DescribedEnum):
    """Which people a casualty figure counts."""

    ALL = "all", "People, without further distinction."
    CHILDREN = "children", "Children."
    WOMEN = "women", "Women."
    FOREIGN_NATIONALS = "foreign_nationals", "People who are not nationals of the state they were in."
    MEMBERS = "members", "Members of the group that makes the claim."
