"""What may be asked about sources, passages, discrepancies and changes."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import false, func, or_

from app import addresses
from app.models import Change, Discrepancy, DiscrepancyRecord, Evidence, Passage, Source
from app.models.evidence import SUPPORTED
from app.queries.listing import Keys, Listing
from app.queries.parameters import Absent, AnyOf, Flag, IsoDate, Text, asks
from app.queries.participation import Cited, Searched
from app.queries.rules import Asks, Clause, Link, Linked, Records, any_of, equals
from app.vocabulary import (
    ChangeKind,
    DiscrepancyKind,
    PassageKind,
    RecordKind,
    SourceKind,
    SourceLevel,
)

RECORD = "Addresses of records without the first slash, as in `events/kerman-bombings`; repeat for OR."
EXAMPLE = ["events/kerman-bombings"]
ANY = Records(tuple(addresses.COLLECTIONS), ("dataset",))
ANY_EVER = Records(tuple(addresses.COLLECTIONS), ("dataset",), changed=True)


def supporting(records: Any, value: list[str]) -> Clause:
    """The row of evidence supports one of the records."""
    return or_(*(of(record) for record in value))


def of(record: str) -> Clause:
    """The row of evidence supports the record."""
    collection, _, id = record.partition("/")
    kind = addresses.KINDS.get(collection, "")
    if kind not in SUPPORTED:
        return false()
    clause: Clause = getattr(Evidence, f"{kind}_id") == id
    return clause


class SourceQuery(Searched):
    """Questions about sources."""

    table = Source
    record_kind = RecordKind.SOURCE
    sorts: ClassVar[dict[str, Keys]] = {
        "number": (func.coalesce(Source.number, 0),),
        "title": (Source.title,),
        "id": (Source.id,),
    }
    default_sort = "number"

    kind: Annotated[AnyOf[SourceKind] | Absent, any_of("kind")] = asks("What they are; repeat for OR.", ["news"])
    level: Annotated[AnyOf[SourceLevel] | Absent, any_of("level")] = asks(
        "Distance from the event, by our own classification; repeat for OR.", ["primary"]
    )
    cited: Annotated[Flag | Absent, equals("cited")] = asks("Whether a sentence or cell cites it.", False)
    publisher: Annotated[AnyOf[Text] | Absent, any_of("publisher", known=Source.publisher)] = asks(
        "Publishers, exactly as the article names them; repeat for OR.", ["BBC News"]
    )


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
            known=Records(SUPPORTED),
            link=Link(Evidence.passage_id),
            column=Evidence.number,
            test=supporting,
            literal=True,
            countable=False,
        ),
    ] = asks(RECORD, EXAMPLE)


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
