"""Enums of discrepancies: how the article disagrees with itself, or is silent."""

from app.vocabulary.described_enum import DescribedEnum


class DiscrepancyKind(DescribedEnum):
    """How passages disagree, or what is missing."""

    CONTRADICTION = "contradiction", "The two passages contradict each other."
    DIFFERING = "differing", "Passages give different accounts that could both be true."
    AMBIGUOUS = "ambiguous", "A passage can be read in more than one way."
    MISSING = "missing", "The article leaves out something a reader would look for."
    BIBLIOGRAPHIC = "bibliographic", "A reference is incomplete, or is not used."
    WORDING = "wording", "The same thing is spelt or worded in different ways."
    CAPTURE = "capture", "A limit of the copy of the article used here, not of the article."

    @property
    def contests(self) -> bool:
        """Whether a discrepancy of this kind makes the records it touches contested."""
        return self in {self.CONTRADICTION, self.DIFFERING}


class DiscrepancyWeight(DescribedEnum):
    """How much a discrepancy matters to a reader, in descending order."""

    ESSENTIAL = "essential", "Nobody should publish from the record without knowing it."
    USEFUL = "useful", "It helps to judge the record."
    MINOR = "minor", "A detail."

    @property
    def rank(self) -> int:
        """Its position in the order, from 0."""
        return list(type(self)).index(self)


class DiscrepancyTopic(DescribedEnum):
    """What a discrepancy is about, in the order of the list."""

    CASUALTIES = "casualties", "People killed and wounded."
    ATTRIBUTION = "attribution", "Who says something, or that no one is named."
    WHO = "who", "Who took part."
    WHERE = "where", "Where it happened."
    WHEN = "when", "When it happened."
    MEANS = "means", "How the strikes were carried out, and how many there were."
    DIPLOMACY = "diplomacy", "Envoys, statements and agreements."
    NAMES = "names", "Names and terms."
    REFERENCES = "references", "The article's references."
    OUR_COPY = "our_copy", "The copy of the article used here."

    @property
    def rank(self) -> int:
        """Its position in the order, from 0."""
        return list(type(self)).index(self)
