"""Rules between entries that no single entry can keep. Each sees every entry once, in loading order."""

from app.seeding.validation.rules.changes import ChangesAreTrue
from app.seeding.validation.rules.entries import (
    AspectsArePublicFields,
    NumbersAreGivenOnce,
    PassagesAreInOrder,
    PointsLieInTheirCountry,
    WordingsAreEvidence,
)
from app.seeding.validation.rules.links import (
    NoPartExceedsItsWhole,
    NothingHoldsItself,
    StrikesAreEvents,
    TouchedRecordsExist,
    UnitsHaveAState,
)
from app.seeding.validation.rules.rule import Rule

RULES: tuple[type[Rule], ...] = (
    AspectsArePublicFields,
    PassagesAreInOrder,
    NumbersAreGivenOnce,
    PointsLieInTheirCountry,
    UnitsHaveAState,
    StrikesAreEvents,
    WordingsAreEvidence,
    NoPartExceedsItsWhole,
    NothingHoldsItself,
    TouchedRecordsExist,
    ChangesAreTrue,
)

__all__ = ["RULES", "Rule"]
