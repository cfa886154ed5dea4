"""Rules between entries, which no entry can check by itself."""

from app.seeding.validation.rules.changes import ChangesAreTrue
from app.seeding.validation.rules.entries import (
    AspectsArePublicFields,
    NumbersAreUnique,
    PassagesAreInOrder,
    PointsLieInTheirCountry,
    WordingsAreEvidence,
)
from app.seeding.validation.rules.links import (
    NoPartExceedsItsWhole,
    NothingContainsItself,
    StrikesAreEvents,
    TouchedRecordsExist,
    UnitsHaveAState,
)
from app.seeding.validation.rules.rule import Rule

RULES: tuple[type[Rule], ...] = (
    AspectsArePublicFields,
    PassagesAreInOrder,
    NumbersAreUnique,
    PointsLieInTheirCountry,
    UnitsHaveAState,
    StrikesAreEvents,
    WordingsAreEvidence,
    NoPartExceedsItsWhole,
    NothingContainsItself,
    TouchedRecordsExist,
    ChangesAreTrue,
)

__all__ = ["RULES", "Rule"]
