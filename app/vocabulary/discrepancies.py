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

    @property
    def contests(self) -> bool:
        """Whether a discrepancy of this kind makes the records it touches contested."""
        return self in {self.CONTRADICTION, self.DIFFERING, self.AMBIGUOUS}
