"""Words about changes: what was done to a record between two versions."""

from app.vocabulary.described_enum import DescribedEnum


class ChangeKind(DescribedEnum):
    """What was done."""

    ADDED = "added", "It is new in this version."
    CORRECTED = "corrected", "It was wrong and is now right."
    CLARIFIED = "clarified", "It was right and is now said more clearly."
    REMOVED = "removed", "It is no longer part of the record; its last values are kept here."
