"""What may be asked about passages."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import false, or_

from app.models import Evidence, Passage
from app.models.evidence import EVIDENCE_KINDS
from app.queries.engine.conditions import Clause, Link, Linked, Records, any_of
from app.queries.listing import Keys
from app.queries.mixins import Cited
from app.queries.parameters import Absent, AnyOf, Text, asks
from app.queries.records import EXAMPLE, RECORD
from app.vocabulary import COLLECTIONS, PassageKind, RecordKind


def supporting(records: Any, value: list[str]) -> Clause:
    """The row of evidence supports one of the records."""
    return or_(*(of(record) for record in value))


def of(record: str) -> Clause:
    """The row of evidence supports the record."""
    collection, _, id = record.partition("/")
    kind = COLLECTIONS.get(collection)
    if kind not in EVIDENCE_KINDS:
        return false()
    clause: Clause = getattr(Evidence, f"{kind}_id") == id
    return clause


class PassageQuery(Cited):
    """Questions about passages."""

    table = Passage
    record_kind = RecordKind.PASSAGE
    sorts: ClassVar[dict[str, Keys]] = {
        "position": (Passage.start,),
        "section": (Passage.section,),
        "id": (Passage.id,),
    }
    default_sort = "position"

    section: Annotated[AnyOf[Text] | Absent, any_of("section", known=Passage.section)] = asks(
        "Sections; repeat for OR.", ["lead"]
    )
    kind: Annotated[AnyOf[PassageKind] | Absent, any_of("kind")] = asks(
        "What part of the article they are; repeat for OR.", ["sentence"]
    )
    record: Annotated[
        AnyOf[Text] | Absent,
        Linked(
            known=Records(EVIDENCE_KINDS),
            link=Link(Evidence.passage_id),
            column=Evidence.number,
            test=supporting,
            literal=True,
            countable=False,
        ),
    ] = asks(RECORD, EXAMPLE)
