"""Changes as they are sent."""

from typing import Any

from app.schemas.base import Brief, CorrectedFull, IsoDay, required
from app.vocabulary import ChangeKind


class ChangeBrief(Brief):
    """An entry of the dataset's changelog."""

    version: str = required("Version of the dataset that made it.", "1.0.0")
    released: IsoDay = required("Day of that version, ISO 8601.", "2026-11-22")
    kind: ChangeKind = required("What was done.", "added")
    record: str = required("The record's address without its first slash, or `dataset`.", "events/kerman-bombings")
    field: str | None = required(
        "The field changed, as the seed calls it, `date.start` for one within another; null for a whole record.",
        "summary",
    )
    before: Any = required(
        "Value before; for a removed record, its last values.", "Bombings in Kerman took place in January."
    )
    after: Any = required("Value after.", "Bombings in Kerman took place on 3 January.")
    reason: str = required("Why.", "First release.")


class ChangeFull(CorrectedFull, ChangeBrief):
    """An entry of the dataset's changelog, and whether it was itself corrected."""

    columns = """
        id version released kind record field reason
    """
