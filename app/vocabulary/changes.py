"""Enums of changes: what was done to a record between two versions."""

from app.vocabulary.described_enum import DescribedEnum


class ChangeKind(DescribedEnum):
    """How a record changed."""

    ADDED = "added", "New in this version."
    CORRECTED = "corrected", "It was wrong and is now right."
    CLARIFIED = "clarified", "It was right and is now clearer."
    REMOVED = "removed", "No longer part of the dataset; its last values are kept here."
