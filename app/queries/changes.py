"""What may be asked about changes."""

from typing import Annotated, ClassVar

from app.models import Change
from app.queries.engine.conditions import Asks, any_of
from app.queries.listing import Keys, Listing
from app.queries.parameters import Absent, AnyOf, IsoDate, Text, asks
from app.queries.records import ANY_EVER, EXAMPLE, RECORD
from app.vocabulary import ChangeKind, RecordKind


class ChangeQuery(Listing):
    """Questions about changes: has anything moved that was published?"""

    table = Change
    record_kind = RecordKind.CHANGE
    sorts: ClassVar[dict[str, Keys]] = {"date": (Change.released,), "id": (Change.id,)}
    default_sort = "-date"

    record: Annotated[AnyOf[Text] | Absent, any_of("record", known=ANY_EVER)] = asks(RECORD, EXAMPLE)
    kind: Annotated[AnyOf[ChangeKind] | Absent, any_of("kind")] = asks("What was done; repeat for OR.", ["corrected"])
    since: Annotated[IsoDate | Absent, Asks(how=lambda day, query: Change.released >= day)] = asks(
        "Released on or after this day.", "2026-11-22"
    )
    until: Annotated[IsoDate | Absent, Asks(how=lambda day, query: Change.released <= day)] = asks(
        "Released on or before this day.", "2026-11-22"
    )
