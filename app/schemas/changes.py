"""Response models of changes."""

from typing import Any

from app.schemas.base import Brief, CorrectedFull, IsoDay, required
from app.vocabulary import ChangeKind


class ChangeBrief(Brief):
    """An entry in the dataset's changelog."""

    version: str = required("Dataset version in which it was made.", "1.0.0")
    released: IsoDay = required("Release date of that version, ISO 8601.", "2026-11-22")
    kind: ChangeKind = required("How the record changed.", "added")
    text: str = required(
        "The change in words: what it is now and what it was, or the reason if the values are too long to print.",
        "Corrected 25 November 2026: two children, previously two people",
    )
    record: str = required("The record's address without the leading slash, or `dataset`.", "events/kerman-bombings")
    field: str | None = required(
        "The changed field, by its name in the seed (`date.start` for a nested field); null for a whole record.",
        "summary",
    )
    before: Any = required(
        "The old value; for a removed record, its last values.", "Bombings in Kerman took place in January."
    )
    after: Any = required("The new value.", "Bombings in Kerman took place on 3 January.")
    reason: str = required("The reason for the change.", "First release.")


class ChangeFull(CorrectedFull, ChangeBrief):
    """An entry of the dataset's changelog, and whether it was itself corrected."""

    columns = """
        id version released kind record field reason caption text
    """
