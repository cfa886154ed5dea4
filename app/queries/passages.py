"""The filters of /passages."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import false, or_

from app.models import Evidence, Passage
from app.models.evidence import EVIDENCE_KINDS
from app.queries.engine.conditions import Clause, Exists, Link, RecordChoices
from app.queries.filters import is_in
from app.queries.listing import SortColumns
from app.queries.mixins import SourceFilters
from app.queries.parameters import RECORD_EXAMPLE, RECORD_PATHS, AnyOf, Optional, Text, list_param
from app.vocabulary import COLLECTIONS, PassageKind, RecordKind


def supports_any(column: Any, records: list[str]) -> Clause:
    """The row of evidence supports one of the records. Each kind has a column of its own, so none is compared here."""
    return or_(*(supports(record) for record in records))


def supports(record: str) -> Clause:
    """The row of evidence supports the record."""
    collection, _, id = record.partition("/")
    kind = COLLECTIONS.get(collection)
    if kind not in EVIDENCE_KINDS:
        return false()
    clause: Clause = getattr(Evidence, f"{kind}_id") == id
    return clause


class PassageQuery(SourceFilters):
    """A query of /passages."""

    table = Passage
    record_kind = RecordKind.PASSAGE
    sorts: ClassVar[dict[str, SortColumns]] = {
        "position": (Passage.start,),
        "section": (Passage.section,),
        "id": (Passage.id,),
    }
    default_sort = "position"
    examples: ClassVar[dict[str, Any]] = {"facet": "section"}

    section: Annotated[AnyOf[Text] | Optional, is_in("section", choices=Passage.section)] = list_param(
        "Sections of the article.", ["lead"]
    )
    kind: Annotated[AnyOf[PassageKind] | Optional, is_in("kind")] = list_param("Kinds of passage.", ["sentence"])
    record: Annotated[
        AnyOf[Text] | Optional,
        Exists(
            link=Link(Evidence.passage_id),
            column=Evidence.number,
            compare=supports_any,
            choices=RecordChoices(EVIDENCE_KINDS),
            literal=True,
            has_facet=False,
        ),
    ] = list_param(RECORD_PATHS, RECORD_EXAMPLE)
