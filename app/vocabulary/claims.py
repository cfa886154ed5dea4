"""Enums of claims: what is claimed, and about whom."""

from app.vocabulary.described_enum import DescribedEnum


class ClaimType(DescribedEnum):
    """What a claim is about."""

    CASUALTY = "casualty", "How many people were killed or injured. Casualty claims are never added up."
    RESPONSIBILITY = "responsibility", "A party says that it carried out an act."
    ATTRIBUTION = "attribution", "Someone says that another party carried out an act."
    TARGET_IDENTITY = "target_identity", "Who or what a strike was aimed at."
    VICTIM_IDENTITY = "victim_identity", "Who the people hit were."
    JUSTIFICATION = "justification", "The reason someone gives for an act."
    ALIGNMENT = "alignment", "Which side someone says a party is on."
    THREAT = "threat", "What someone says may follow."


class StatedIn(DescribedEnum):
    """The part of the article in which a claim is made."""

    TEXT = "text", "In a sentence of the article."
    SUMMARY_TABLE = "summary_table", "In the summary table beside the article."
    HEADLINE = "headline", "In the headline of a reference; the report itself was not read for this record."
    QUOTATION = "quotation", "In a quotation that a reference gives."


class Measure(DescribedEnum):
    """What a casualty figure counts."""

    KILLED = "killed", "People killed."
    INJURED = "injured", "People wounded or injured."


class VictimClass(DescribedEnum):
    """Which people a casualty figure counts."""

    ALL = "all", "People, with no further distinction."
    CHILDREN = "children", "Children."
    WOMEN = "women", "Women."
    FOREIGN_NATIONALS = "foreign_nationals", "People who are not nationals of the state they were in."
    MEMBERS = "members", "Members of the group that makes the claim."
