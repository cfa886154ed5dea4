"""Words about discrepancies: in which way the article is at odds with itself, or silent."""

from app.vocabulary.described_enum import DescribedEnum


class DiscrepancyKind(DescribedEnum):
    """In which way passages are at odds."""

    CONTRADICTION = "contradiction", "Two passages can not both be true as they stand."
    DIFFERING = "differing", "Passages give different accounts that may both be true."
    AMBIGUOUS = "ambiguous", "A passage can be read in more than one way."
    MISSING = "missing", "A reader would look for it, and the article does not say it."
    BIBLIOGRAPHIC = "bibliographic", "A reference lacks something, or is not used."
    WORDING = "wording", "The same thing is spelt or worded in different ways."

    @property
    def contests(self) -> bool:
        """Whether a discrepancy of this kind makes the records it touches contested."""
        return self in {self.CONTRADICTION, self.DIFFERING, self.AMBIGUOUS}
