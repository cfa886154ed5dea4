"""The filters of /discrepancies."""

from typing import Annotated, ClassVar

from app.models import Discrepancy, DiscrepancyRecord
from app.queries.engine.conditions import Link
from app.queries.filters import ANY_RECORD, exists, is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter, SourceFilters
from app.queries.parameters import RECORD_EXAMPLE, RECORD_PATHS, AnyOf, Optional, Text, list_param
from app.vocabulary import DiscrepancyKind, RecordKind

RECORDS = Link(DiscrepancyRecord.discrepancy_id)


class DiscrepancyQuery(SourceFilters, SearchFilter):
    """A query of /discrepancies."""

    table = Discrepancy
    record_kind = RecordKind.DISCREPANCY
    sorts: ClassVar[dict[str, SortColumns]] = {
        "kind": (Discrepancy.kind,),
        "title": (Discrepancy.title,),
        "id": (Discrepancy.id,),
    }
    default_sort = "id"

    kind: Annotated[AnyOf[DiscrepancyKind] | Optional, is_in("kind")] = list_param(
        "Kinds of discrepancy.", ["differing"]
    )
    record: Annotated[AnyOf[Text] | Optional, exists(RECORDS, DiscrepancyRecord.record, choices=ANY_RECORD)] = (
        list_param(RECORD_PATHS, RECORD_EXAMPLE)
    )
