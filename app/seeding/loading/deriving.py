"""Columns and tables that follow from other rows, filled in SQL when all rows are there.

These are the dates of strikes and claims, whether accounts of an event differ, the number of claims about it, and the
references that each record cites, with their number.
"""

from datetime import date
from typing import Any

from sqlalchemy import Insert, Select, Update, func, insert, literal, or_, select, update
from sqlmodel import Session, SQLModel, col

from app.models import (
    TABLES,
    Change,
    ChangeRelation,
    Claim,
    Discrepancy,
    DiscrepancyRecord,
    Event,
    EventParty,
    Evidence,
    Passage,
    PassageSource,
    RecordSource,
    Source,
    Sourced,
    Strike,
    StrikeTarget,
)
from app.models.columns import UNKNOWN_DAY
from app.models.evidence import EVIDENCE_KINDS
from app.seeding.entries import SeedContext
from app.vocabulary import ChangeKind, DiscrepancyKind, PassageKind


def derive(session: Session, context: SeedContext) -> None:
    """Fill every derived column and table except the documents."""
    for bound, day in ((col(Event.earliest), context.first_day), (col(Event.latest), context.last_day)):
        session.execute(update(Event).where(bound == UNKNOWN_DAY).values({bound: day}))  # an open bound
    dates = ("earliest", "latest", "sequence", "date_precision")
    session.execute(copy_from_event(Strike, Strike.id, (*dates, "background", "responds_to_id")))
    session.execute(copy_from_event(Claim, Claim.event_id, dates))
    on_word = select(col(EventParty.event_id)).where(
        col(EventParty.direct), col(EventParty.asserted_by_id).is_not(None)
    )
    named = select(col(StrikeTarget.strike_id)).where(col(StrikeTarget.asserted_by_id).is_not(None))
    for model, asserted in ((Event, on_word), (Strike, named)):
        session.execute(mark_contested(model, asserted))
        session.execute(update(model).values(claims_count=0))
        session.execute(count_claims(model))
    for kind in EVIDENCE_KINDS:
        session.execute(insert_citations(kind, getattr(Evidence, f"{kind}_id")))
    of_passages = select(literal("passage"), col(PassageSource.passage_id), col(PassageSource.source_id))
    session.execute(insert(RecordSource).from_select(["record_kind", "record_id", "source_id"], of_passages))
    for kind, table in TABLES.items():
        if issubclass(table, Sourced):
            session.execute(count_sources(kind, table))
    session.execute(mark_cited_sources())
    relate_changes(session)


def copy_from_event(model: type[SQLModel], event_id: object, columns: tuple[str, ...]) -> Update:
    """Copy columns of an event to the strikes or claims that belong to it."""
    return (
        update(model)
        .where(col(Event.id) == event_id)
        .values({name: getattr(Event, name) for name in columns})
        .execution_options(synchronize_session=False)
    )


def mark_contested(model: type[Event | Strike], asserted: Select[Any]) -> Update:
    """Mark what rests in part only on someone's word, or is touched by a discrepancy that says that accounts differ."""
    kinds = [kind for kind in DiscrepancyKind if kind.contests]
    disputed = (
        select(col(DiscrepancyRecord.record))
        .join(Discrepancy, col(Discrepancy.id) == DiscrepancyRecord.discrepancy_id)
        .where(col(Discrepancy.kind).in_(kinds))
    )
    address = literal(f"{model.__tablename__}/") + col(model.id)
    return update(model).where(or_(col(model.id).in_(asserted), address.in_(disputed))).values(contested=True)


def count_claims(model: type[Event | Strike]) -> Update:
    """Count the claims about each event or strike that has any."""
    counts = select(col(Claim.event_id), func.count().label("number")).group_by(col(Claim.event_id)).subquery()
    return (
        update(model)
        .where(col(model.id) == counts.c.event_id)
        .values(claims_count=counts.c.number)
        .execution_options(synchronize_session=False)
    )


def insert_citations(kind: str, record_id: Any) -> Insert:
    """A record cites the references that its passages cite."""
    cited = (
        select(literal(kind), record_id, col(PassageSource.source_id))
        .join(PassageSource, col(PassageSource.passage_id) == Evidence.passage_id)
        .where(record_id.is_not(None))
        .distinct()
    )
    return insert(RecordSource).from_select(["record_kind", "record_id", "source_id"], cited)


def count_sources(kind: str, model: type[Sourced]) -> Update:
    """Count the references that each record cites."""
    count = (
        select(func.count())
        .select_from(RecordSource)
        .where(col(RecordSource.record_kind) == kind, col(RecordSource.record_id) == model.id)
        .scalar_subquery()
    )
    return update(model).values(sources_count=count)


def mark_cited_sources() -> Update:
    """A reference is cited if a sentence or cell has its mark; the entry of the reference itself does not count."""
    marks = (
        select(literal(1))
        .select_from(PassageSource)
        .join(Passage, col(Passage.id) == PassageSource.passage_id)
        .where(col(PassageSource.source_id) == Source.id, col(Passage.kind) != PassageKind.REFERENCE)
    )
    return update(Source).values(cited=marks.exists())


def relate_changes(session: Session) -> None:
    """Record which events and strikes show what each change is about, and which records a changed discrepancy affects.

    An event and its strike have the same id. A removed record is known by its last values, which the change keeps.
    """
    rows = select(col(Change.id), col(Change.record), col(Change.kind), col(Change.before))
    relations = [
        {"change_id": change.id, "record": record}
        for change in session.execute(rows).all()
        for record in related_records(session, change)
        if record != change.record
    ]
    if relations:
        session.execute(insert(ChangeRelation), relations)


def related_records(session: Session, change: Any) -> set[str]:
    """The addresses of the other records that show what a change is about."""
    collection, _, id = change.record.partition("/")
    last = change.before if change.kind is ChangeKind.REMOVED and isinstance(change.before, dict) else {}
    events: set[str | None] = set()
    if collection in {"events", "strikes"}:
        events = {id}
    elif collection == "claims":
        row = session.execute(select(col(Claim.event_id)).where(col(Claim.id) == id)).scalar()
        events = {row, last.get("event"), last.get("strike")}
    elif collection == "discrepancies":
        affected = select(col(DiscrepancyRecord.record)).where(col(DiscrepancyRecord.discrepancy_id) == id)
        return {*session.execute(affected).scalars(), *last.get("records", ())}
    return {f"{name}/{event}" for event in events if event for name in ("events", "strikes")}


def longest_span(session: Session) -> int:
    """The longest time between the earliest and the latest day of an event, in days: how far a query must look back."""
    spans = session.execute(select(col(Event.earliest), col(Event.latest)).distinct())
    return max((day_number(latest) - day_number(earliest) for earliest, latest in spans), default=0)


def day_number(iso_day: str) -> int:
    """A day as a number, for subtraction."""
    return date.fromisoformat(iso_day).toordinal()
