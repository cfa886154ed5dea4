"""The filters of /changes."""

from typing import Annotated, ClassVar

from app.models import Change
from app.queries.filters import ANY_RECORD_EVER, custom, is_in
from app.queries.listing import ListQuery, SortColumns
from app.queries.parameters import RECORD_EXAMPLE, RECORD_PATHS, AnyOf, IsoDate, Optional, Text, list_param, param
from app.vocabulary import ChangeKind, RecordKind


class ChangeQuery(ListQuery):
    """A query of /changes."""

    table = Change
    record_kind = RecordKind.CHANGE
    sorts: ClassVar[dict[str, SortColumns]] = {"date": (Change.released,), "id": (Change.id,)}
    default_sort = "-date"

    record: Annotated[AnyOf[Text] | Optional, is_in("record", choices=ANY_RECORD_EVER)] = list_param(
        RECORD_PATHS, RECORD_EXAMPLE
    )
    kind: Annotated[AnyOf[ChangeKind] | Optional, is_in("kind")] = list_param("Kinds of change.", ["corrected"])
    since: Annotated[IsoDate | Optional, custom(lambda day, query: Change.released >= day)] = param(
        "Released on or after this day.", "2026-11-22"
    )
    until: Annotated[IsoDate | Optional, custom(lambda day, query: Change.released <= day)] = param(
        "Released on or before this day.", "2026-11-22"
    )
