"""The filters of /discrepancies."""

from typing import Annotated, Any, ClassVar

from app.models import Discrepancy, DiscrepancyRecord
from app.queries.engine.conditions import Link
from app.queries.filters import ANY_RECORD, exists, is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SearchFilter, SourceFilters
from app.queries.parameters import RECORD_EXAMPLE, RECORD_PATHS, AnyOf, Optional, Text, list_param
from app.vocabulary import DiscrepancyKind, DiscrepancyTopic, DiscrepancyWeight, RecordKind

RECORDS = Link(DiscrepancyRecord.discrepancy_id)


class DiscrepancyQuery(SourceFilters, SearchFilter):
    """A query of /discrepancies."""

    table = Discrepancy
    record_kind = RecordKind.DISCREPANCY
    sorts: ClassVar[dict[str, SortColumns]] = {
        "weight": (Discrepancy.position,),
        "kind": (Discrepancy.kind,),
        "title": (Discrepancy.title,),
        "id": (Discrepancy.id,),
    }
    default_sort = "weight"
    examples: ClassVar[dict[str, Any]] = {"facet": "topic", "q": "ambassador"}

    kind: Annotated[AnyOf[DiscrepancyKind] | Optional, is_in("kind")] = list_param(
        "Kinds of discrepancy.", ["differing"]
    )
    topic: Annotated[AnyOf[DiscrepancyTopic] | Optional, is_in("topic")] = list_param(
        "What the discrepancies are about.", ["casualties"]
    )
    weight: Annotated[AnyOf[DiscrepancyWeight] | Optional, is_in("weight")] = list_param(
        "How much they matter to a reader.", ["essential"]
    )
    record: Annotated[AnyOf[Text] | Optional, exists(RECORDS, DiscrepancyRecord.record, choices=ANY_RECORD)] = (
        list_param(RECORD_PATHS, RECORD_EXAMPLE)
    )
