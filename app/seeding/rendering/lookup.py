"""What renderers reach for: references to other records, and the rows that belong to a batch of records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app import urls
from app.models import (
    Change,
    Discrepancy,
    DiscrepancyRecord,
    Event,
    Evidence,
    Party,
    Passage,
    PassageSource,
    Person,
    Place,
    RecordSource,
    Source,
)
from app.models.changes import version_key
from app.schemas.base import (
    CorrectionRef,
    DiscrepancyRef,
    EventRef,
    EvidenceItem,
    PartyRef,
    PassageLocator,
    PersonRef,
    PlaceRef,
    SourceRef,
)
from app.schemas.events import EventPlaceRef
from app.vocabulary import ChangeKind, RecordKind

PLACE = EventPlaceRef.model_fields.keys() - {"href"}
MAX_CACHED = 20_000  # passages and events kept at hand; a big pack has more than memory should hold


def fields(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """Columns of a row by name, for the fields of a document that are called the same."""
    return {name: row._mapping[name] for name in names}


class ReferenceLookup:
    """References by id. Small tables are read at once, passages and events as they are needed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.parties = {
            row.id: PartyRef(id=row.id, name=row.name, href=urls.record("party", row.id)) for row in self.all(Party)
        }
        self.people = {
            row.id: PersonRef(id=row.id, name=row.name, href=urls.record("person", row.id)) for row in self.all(Person)
        }
        self.places = {
            row.id: EventPlaceRef(**fields(row, PLACE), href=urls.record("place", row.id)) for row in self.all(Place)
        }
        self.sources = {
            row.id: SourceRef(id=row.id, number=row.number, title=row.title, href=urls.record("source", row.id))
            for row in self.all(Source)
        }
        self.passages: dict[str, PassageLocator] = {}
        self.numbers: dict[str, list[int]] = {}
        self.items: dict[tuple[str, str | None], EvidenceItem] = {}
        self.events: dict[str, EventRef] = {}

    def all(self, model: Any) -> Sequence[Any]:
        """Every row of a small table."""
        return self.session.execute(select(model.__table__)).all()

    def party(self, id: str | None) -> PartyRef | None:
        """A party in short, or null."""
        return self.parties[id] if id is not None else None

    def place(self, id: str | None) -> PlaceRef | None:
        """A place in short, or null."""
        return PlaceRef(id=id, name=self.places[id].name, href=urls.record("place", id)) if id is not None else None

    def event(self, id: str | None) -> EventRef | None:
        """An event in short, or null. Ask for it with `prefetch_events` first."""
        return self.events[id] if id is not None else None

    def prefetch_events(self, ids: Iterable[str | None]) -> None:
        """Have these events at hand."""
        if len(self.events) > MAX_CACHED:
            self.events.clear()
        wanted = {id for id in ids if id is not None} - self.events.keys()
        for id, title in self.session.execute(select(col(Event.id), col(Event.title)).where(col(Event.id).in_(wanted))):
            self.events[id] = EventRef(id=id, title=title, href=urls.record("event", id))

    def prefetch_passages(self, ids: Iterable[str]) -> None:
        """Have these passages at hand."""
        if len(self.passages) > MAX_CACHED:
            self.passages.clear()
            self.numbers.clear()
            self.items.clear()
        wanted = set(ids) - self.passages.keys()
        columns = [getattr(Passage, name) for name in PassageLocator.model_fields]
        for passage in self.session.execute(select(*columns).where(col(Passage.id).in_(wanted))):
            self.passages[passage.id] = PassageLocator(**passage._mapping)
            self.numbers[passage.id] = []
        cited = select(col(PassageSource.passage_id), col(PassageSource.source_id)).where(
            col(PassageSource.passage_id).in_(wanted)
        )
        for id, source in self.session.execute(cited):
            self.numbers[id].append(self.sources[source].number or 0)
            self.numbers[id].sort()

    def children(self, column: Any, ids: Sequence[str], *order: Any) -> dict[str, list[Any]]:
        """The rows of a link table that belong to these records, by record."""
        table = column.class_.__table__
        at = list(table.columns.keys()).index(column.key)
        found: dict[str, list[Any]] = defaultdict(list)
        for row in self.session.execute(select(table).where(column.in_(ids)).order_by(*order)):
            found[row[at]].append(row)
        return found

    def evidence(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[EvidenceItem]]:
        """The evidence of these records."""
        column = getattr(Evidence, f"{kind}_id")
        rows = self.children(column, ids, Evidence.number)
        self.prefetch_passages(row.passage_id for items in rows.values() for row in items)
        return defaultdict(list, {id: [self.item(row) for row in items] for id, items in rows.items()})

    def item(self, row: Evidence) -> EvidenceItem:
        """One row of evidence. A passage mostly supports records as a whole, so that the same piece serves many."""
        id, aspect = row.passage_id, row.aspect
        found = self.items.get((id, aspect))
        if found is None:
            found = EvidenceItem(aspect=aspect, passage=self.passages[id], source_numbers=self.numbers[id])
            self.items[id, aspect] = found
        return found

    def cited(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[SourceRef]]:
        """The references these records' passages cite, in the article's order."""
        rows = select(col(RecordSource.record_id), col(RecordSource.source_id)).where(
            col(RecordSource.record_kind) == kind, col(RecordSource.record_id).in_(ids)
        )
        found: dict[str, list[SourceRef]] = defaultdict(list)
        for id, source in self.session.execute(rows):
            found[id].append(self.sources[source])
        for refs in found.values():
            refs.sort(key=lambda ref: (ref.number or 0, ref.id))
        return found

    def discrepancies(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[DiscrepancyRef]]:
        """The discrepancies that touch these records."""
        records = {urls.record(kind, id).removeprefix("/"): id for id in ids}
        touching = (
            select(col(DiscrepancyRecord.record), *Discrepancy.__table__.columns)  # type: ignore[attr-defined]
            .join(Discrepancy, col(DiscrepancyRecord.discrepancy_id) == Discrepancy.id)
            .where(col(DiscrepancyRecord.record).in_(records))
            .order_by(col(Discrepancy.id))
        )
        found: dict[str, list[DiscrepancyRef]] = defaultdict(list)
        for row in self.session.execute(touching):
            found[records[row.record]].append(
                DiscrepancyRef(
                    id=row.id,
                    kind=row.kind,
                    title=row.title,
                    explanation=row.explanation,
                    href=urls.record("discrepancy", row.id),
                )
            )
        return found

    def corrections(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[CorrectionRef]]:
        """The corrections of these records, newest first."""
        records = {urls.record(kind, id).removeprefix("/"): id for id in ids}
        correcting = select(Change.__table__).where(  # type: ignore[attr-defined]
            col(Change.kind) == ChangeKind.CORRECTED, col(Change.record).in_(records)
        )
        found: dict[str, list[CorrectionRef]] = defaultdict(list)
        newest_first = sorted(
            self.session.execute(correcting), key=lambda row: (version_key(row.version), row.id), reverse=True
        )
        for row in newest_first:
            same = fields(row, ("id", "version", "released", "field"))
            found[records[row.record]].append(CorrectionRef(**same, href=urls.record("change", row.id)))
        return found
