"""What may be asked about discrepancies."""

from typing import Annotated, ClassVar

from app.models import Discrepancy, DiscrepancyRecord
from app.queries.engine.conditions import Link, Linked, any_of
from app.queries.listing import Keys
from app.queries.mixins import Cited, Searched
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.queries.records import ANY, EXAMPLE, RECORD
from app.vocabulary import DiscrepancyKind, RecordKind


class DiscrepancyQuery(Cited, Searched):
    """Questions about discrepancies."""

    table = Discrepancy
    record_kind = RecordKind.DISCREPANCY
    sorts: ClassVar[dict[str, Keys]] = {
        "kind": (Discrepancy.kind,),
        "title": (Discrepancy.title,),
        "id": (Discrepancy.id,),
    }
    default_sort = "id"

    kind: Annotated[AnyOf[DiscrepancyKind] | Absent, any_of("kind")] = asks(
        "In which way; repeat for OR.", ["differing"]
    )
    record: Annotated[
        AnyOf[Text] | Absent,
        Linked(known=ANY, link=Link(DiscrepancyRecord.discrepancy_id), column=DiscrepancyRecord.record),
    ] = asks(RECORD, EXAMPLE)
