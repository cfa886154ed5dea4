"""Response model of dates."""

from app.schemas.base import IsoDay, ResponseModel, required
from app.vocabulary import BoundBasis, DateBasis, DatePrecision


class EventDate(ResponseModel):
    """When something happened, and how that is known. Dates are ISO 8601."""

    start: IsoDay | None = required("First day; null if no day is stated.", "2024-01-18")
    end: IsoDay | None = required("Last day; the same as `start` for a single day.", "2024-01-18")
    text: str = required("The date in words to print.", "18 January 2024")
    precision: DatePrecision = required("How precisely the date is known.", "day")
    edtf: str = required("The date as an Extended Date/Time Format string (ISO 8601-2).", "2024-01-18")
    basis: DateBasis = required("Whether the article states the date or we inferred it.", "stated")
    note: str | None = required("What was inferred, and from what.", "The sentence gives no year.")
    not_before: IsoDay | None = required("Earliest possible day, inferred; null if open or not needed.", "2024-01-16")
    not_after: IsoDay | None = required("Latest possible day, inferred; null if open or not needed.", "2024-01-18")
    not_after_basis: BoundBasis | None = required(
        "`retrieval` if `not_after` is only the day on which a reference was retrieved: then it is no date of the "
        "event, and neither `text` nor any filter uses it.",
        None,
    )
