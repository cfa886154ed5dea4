"""What renderers look up in the database: references to other records, and the rows that belong to a batch of them."""

import json
from collections import defaultdict, namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel
from sqlalchemy import Executable, select
from sqlmodel import Session, SQLModel, col

from app import urls
from app.models import (
    TABLES,
    Change,
    Discrepancy,
    DiscrepancyRecord,
    Event,
    Evidence,
    Name,
    Party,
    Passage,
    PassageSource,
    Person,
    Place,
    RecordSource,
    Source,
)
from app.models.changes import version_key
from app.models.packing import unpack
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
from app.schemas.dates import EventDate
from app.schemas.events import EventPlaceRef
from app.schemas.names import NameForm
from app.seeding.matching import matching_column
from app.seeding.rendering.change_texts import change_texts
from app.seeding.rendering.dates import edtf, in_words
from app.vocabulary import COLLECTIONS, ChangeKind, EventType, PlaceRole, RecordKind

# A large seed has more passages and events than memory should hold. Records that follow each other in the seed are
# about the same few events, but may rest on any passage.
MAX_PASSAGES, MAX_EVENTS = 20_000, 3_000
REFERENCES = {PartyRef, PersonRef, PlaceRef, EventPlaceRef, EventRef, PassageLocator}
DATE_COLUMNS = (
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "date_note",
    "not_before",
    "not_after",
    "not_after_basis",
)
Document = TypeVar("Document", bound=BaseModel)


@cache
def row_type(columns: tuple[str, ...]) -> type[Any]:
    """A named tuple with these names. It is read several times as fast as a row of SQLAlchemy's."""
    return namedtuple("Row", columns)


@cache
def matching_fields(
    model: type[BaseModel], type_of_row: type[Any], prefix: tuple[str, ...]
) -> list[tuple[str, int, type | None]]:
    """The fields of a model that a row has a column for: name, position in the row, and type if a reference."""
    fields, columns = [], type_of_row._fields
    for name, field in model.model_fields.items():
        column = matching_column((*prefix, name), columns)
        reference = next((type for type in (field.annotation, *get_args(field.annotation)) if type in REFERENCES), None)
        if column is not None and (reference or not column.endswith("_id")):
            fields.append((name, columns.index(column), reference))
    return fields


class ReferenceLookup:
    """References by id. Small tables are read at once; passages and events have to be fetched before they are used."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.source_rows, people, places = self.read_all(Source), self.read_all(Person), self.read_all(Place)
        parties = self.read_all(Party)
        self.parties = self.references(RecordKind.PARTY, PartyRef, parties)
        self.people = self.references(RecordKind.PERSON, PersonRef, people)
        at = {"role": PlaceRole.LOCATION, "inferred": False}
        self.places = self.references(RecordKind.PLACE, EventPlaceRef, places, **at)
        self.place_parents = {id: row.parent_id for id, row in places.items()}
        self.sources = self.references(RecordKind.SOURCE, SourceRef, self.source_rows)
        self.party_names: dict[str | None, set[str]] = defaultdict(set)
        names = select(col(Name.record_id), col(Name.name)).where(col(Name.record_kind) == RecordKind.PARTY)
        for id, spelling in session.execute(names):
            self.party_names[id].add(spelling)
        self.name_starts = {
            row.name.split(maxsplit=1)[0] for rows in (parties, people, places) for row in rows.values()
        }
        self.passages: dict[str, PassageLocator] = {}
        self.source_numbers: dict[str, list[int]] = {}  # by passage
        self.evidence_items: dict[tuple[str, str | None], EvidenceItem] = {}  # by passage and aspect
        self.events: dict[str, EventRef] = {}
        self.event_dates: dict[str, EventDate] = {}
        self.event_types: dict[str | None, EventType] = {}
        self.not_stated: dict[str, list[dict[str, Any]]] = {}  # by discrepancy
        self.resolve: dict[type, Callable[[str], Any]] = {
            PartyRef: self.parties.__getitem__,
            PersonRef: self.people.__getitem__,
            EventPlaceRef: self.places.__getitem__,
            PlaceRef: self.place,
            EventRef: self.events.__getitem__,
            PassageLocator: self.passages.__getitem__,
        }

    def build(self, model: type[Document], row: Any, *prefix: str, **others: Any) -> Document:
        """A document from a row: the fields that match its columns, references looked up, and the others as given.

        For a document in field `x` of another, whose columns are called `x_y`, the prefix is `x`.
        """
        for name, position, reference in matching_fields(model, row.__class__, prefix):
            if name not in others:
                value = row[position]
                others[name] = value if reference is None or value is None else self.resolve[reference](value)
        return model(**others)

    def rows(self, statement: Executable, parameters: dict[str, Any] | None = None) -> Iterator[Any]:
        """The rows of a SELECT. It is run past the session, whose part for models takes as long as the database."""
        result = self.session.connection().execute(statement, parameters)
        return map(row_type(tuple(result.keys()))._make, result.all())

    def read_all(self, table: type[SQLModel]) -> dict[str, Any]:
        """All rows of a small table, by id."""
        return {row.id: row for row in self.rows(select(table.__table__))}  # type: ignore[attr-defined]

    def references(
        self, kind: RecordKind, model: type[Document], rows: dict[str, Any], **others: Any
    ) -> dict[str, Document]:
        """References to all records of a small table."""
        return {id: self.build(model, row, href=urls.record(kind, id), **others) for id, row in rows.items()}

    def begins_with_name(self, text: str) -> bool:
        """Whether a text begins with a name of the record, or a word formed from one, such as "Iranian"."""
        word = text.split(maxsplit=1)[0]
        return any(word[:length] in self.name_starts for length in range(1, len(word) + 1))

    def event_date(self, row: Any) -> EventDate:
        """When an event happened, from its row."""
        return self.build(EventDate, row, "date", edtf=edtf(row), text=in_words(row))

    def place(self, id: str) -> PlaceRef:
        """A place without its point."""
        return PlaceRef(id=id, name=self.places[id].name, href=urls.record(RecordKind.PLACE, id))

    def prefetch_events(self, ids: Iterable[str | None]) -> None:
        """Fetch these events, if they are not there yet."""
        if len(self.events) > MAX_EVENTS:
            self.events.clear()
            self.event_dates.clear()
            self.event_types.clear()
        missing = {id for id in ids if id is not None} - self.events.keys()
        dates = [getattr(Event, name) for name in DATE_COLUMNS]
        rows = select(col(Event.id), col(Event.title), col(Event.type), *dates).where(col(Event.id).in_(missing))
        for row in self.rows(rows):
            self.events[row.id] = self.build(EventRef, row, href=urls.record(RecordKind.EVENT, row.id))
            self.event_dates[row.id] = self.event_date(row)
            self.event_types[row.id] = row.type

    def prefetch_passages(self, ids: Iterable[str]) -> None:
        """Fetch these passages, if they are not there yet."""
        if len(self.passages) > MAX_PASSAGES:
            self.passages.clear()
            self.source_numbers.clear()
            self.evidence_items.clear()
        missing = set(ids) - self.passages.keys()
        for row in self.rows(select(Passage.__table__).where(col(Passage.id).in_(missing))):  # type: ignore[attr-defined]
            self.passages[row.id] = self.build(PassageLocator, row)
            self.source_numbers[row.id] = []
        cited = select(col(PassageSource.passage_id), col(PassageSource.source_id)).where(
            col(PassageSource.passage_id).in_(missing)
        )
        for passage, source in self.rows(cited):
            self.source_numbers[passage].append(self.sources[source].number or 0)
            self.source_numbers[passage].sort()

    def rows_by(self, column: Any, values: Sequence[str], *order: Any) -> dict[str, list[Any]]:
        """The rows of a table with one of these values in the column, by value."""
        table = column.class_.__table__
        position = list(table.columns.keys()).index(column.key)
        rows: dict[str, list[Any]] = defaultdict(list)
        for row in self.rows(select(table).where(column.in_(values)).order_by(*order)):
            rows[row[position]].append(row)
        return rows

    def names(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[NameForm]]:
        """All spellings of these records, the article's first."""
        names: dict[str, list[NameForm]] = defaultdict(list)
        for id, rows in self.rows_by(Name.record_id, ids, Name.number).items():
            names[id] = [self.build(NameForm, row) for row in rows if row.record_kind == kind]
        return names

    def evidence(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[EvidenceItem]]:
        """The evidence of these records."""
        links = self.rows_by(getattr(Evidence, f"{kind}_id"), ids, Evidence.number)
        self.prefetch_passages(link.passage_id for rows in links.values() for link in rows)
        return {id: [self.evidence_item(link.passage_id, link.aspect) for link in rows] for id, rows in links.items()}

    def evidence_item(self, passage: str, aspect: str | None) -> EvidenceItem:
        """A piece of evidence. Many records share one, as most passages support whole records."""
        item = self.evidence_items.get((passage, aspect))
        if item is None:
            numbers = self.source_numbers[passage]
            item = EvidenceItem(aspect=aspect, passage=self.passages[passage], source_numbers=numbers)
            self.evidence_items[passage, aspect] = item
        return item

    def cited_sources(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[SourceRef]]:
        """The references that these records' passages cite, in the article's order."""
        rows = select(col(RecordSource.record_id), col(RecordSource.source_id)).where(
            col(RecordSource.record_kind) == kind, col(RecordSource.record_id).in_(ids)
        )
        sources: dict[str, list[SourceRef]] = defaultdict(list)
        for id, source in self.rows(rows):
            sources[id].append(self.sources[source])
        for refs in sources.values():
            refs.sort(key=lambda ref: (ref.number or 0, ref.id))
        return sources

    def discrepancies(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[DiscrepancyRef]]:
        """The discrepancies that touch these records."""
        records = {urls.record(kind, id).removeprefix("/"): id for id in ids}
        touching = (
            select(col(DiscrepancyRecord.record), *Discrepancy.__table__.columns)  # type: ignore[attr-defined]
            .join(Discrepancy, col(DiscrepancyRecord.discrepancy_id) == Discrepancy.id)
            .where(col(DiscrepancyRecord.record).in_(records))
            .order_by(col(Discrepancy.position), col(Discrepancy.id))
        )
        discrepancies: dict[str, list[DiscrepancyRef]] = defaultdict(list)
        for row in self.rows(touching):
            reference = self.build(DiscrepancyRef, row, href=urls.record(RecordKind.DISCREPANCY, row.id))
            discrepancies[records[row.record]].append(reference)
            self.not_stated[row.id] = row.not_stated
        return discrepancies

    def corrections(self, kind: RecordKind, ids: Sequence[str]) -> dict[str, list[CorrectionRef]]:
        """The corrections of these records, newest first."""
        records = {urls.record(kind, id).removeprefix("/"): id for id in ids}
        correcting = select(Change.__table__).where(  # type: ignore[attr-defined]
            col(Change.kind) == ChangeKind.CORRECTED, col(Change.record).in_(records)
        )
        changes = list(self.rows(correcting))
        texts = change_texts(self.session, changes)
        corrections: dict[str, list[CorrectionRef]] = defaultdict(list)
        for row in sorted(changes, key=lambda row: (version_key(row.version), row.id), reverse=True):
            href = urls.record(RecordKind.CHANGE, row.id)
            reference = self.build(CorrectionRef, row, text=texts[row.id], href=href)
            corrections[records[row.record]].append(reference)
        return corrections

    def captions(self, records: Iterable[str]) -> dict[str, str]:
        """The captions of records whose documents are there already, by address (`events/…`)."""
        ids: dict[str, list[str]] = defaultdict(list)
        for record in records:
            collection, _, id = record.partition("/")
            ids[collection].append(id)
        return {
            f"{collection}/{id}": json.loads(brief)["caption"]
            for collection in ids.keys() & COLLECTIONS.keys()
            for id, brief in self.briefs(COLLECTIONS[collection], ids[collection])
        }

    def briefs(self, kind: RecordKind, ids: Sequence[str]) -> Iterable[tuple[str, str]]:
        """The ids and brief documents of these records."""
        table = TABLES[kind]
        rows = select(col(table.id), col(table.brief)).where(col(table.id).in_(ids), col(table.brief).is_not(None))
        return ((id, self.unpack(brief)) for id, brief in self.rows(rows))

    def unpack(self, stored: str | bytes) -> str:
        """The text of a stored document."""
        return unpack(self.session.connection(), stored)
