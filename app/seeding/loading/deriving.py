"""What follows from the rows once all are loaded, in SQL: dates of strikes and claims, citations, counts."""

from datetime import date
from typing import Any

from sqlalchemy import Insert, Table, Update, func, insert, literal, select, update
from sqlmodel import Session, SQLModel, col

from app.models import (
    Claim,
    Event,
    Evidence,
    Passage,
    PassageSource,
    RecordSource,
    Source,
    Strike,
)
from app.models.evidence import EVIDENCE_KINDS
from app.seeding.entries import SeedContext
from app.vocabulary import PassageKind, RecordKind


def derive(session: Session, known: SeedContext) -> None:
    """Fill every derived column and table but the documents."""
    for bound, day in ((col(Event.earliest), known.first_day), (col(Event.latest), known.last_day)):
        session.execute(update(Event).where(bound == "").values({bound: day}))
    session.execute(
        copied(Strike, Strike.id, ("earliest", "latest", "sequence", "date_precision", "background", "responds_to_id"))
    )
    session.execute(copied(Claim, Claim.event_id, ("earliest", "latest", "sequence", "date_precision")))
    for kind in EVIDENCE_KINDS:
        session.execute(citations(kind, getattr(Evidence, f"{kind}_id")))
    own = select(literal("passage"), col(PassageSource.passage_id), col(PassageSource.source_id))
    session.execute(insert(RecordSource).from_select(["record_kind", "record_id", "source_id"], own))
    for kind in RecordKind:
        if "sources_count" in (table := SQLModel.metadata.tables[kind.collection]).columns:
            session.execute(counted(kind, table))
    session.execute(cited())


def copied(table: type[SQLModel], key: object, columns: tuple[str, ...]) -> Update:
    """Copy columns of the event to what belongs to it."""
    return (
        update(table)
        .where(col(Event.id) == key)
        .values({name: getattr(Event, name) for name in columns})
        .execution_options(synchronize_session=False)
    )


def citations(kind: str, column: Any) -> Insert:
    """A record cites what its passages cite."""
    cited = (
        select(literal(kind), column, col(PassageSource.source_id))
        .join(PassageSource, col(PassageSource.passage_id) == Evidence.passage_id)
        .where(column.is_not(None))
        .distinct()
    )
    return insert(RecordSource).from_select(["record_kind", "record_id", "source_id"], cited)


def counted(kind: str, table: Table) -> Update:
    """How many references each record cites."""
    count = (
        select(func.count())
        .select_from(RecordSource)
        .where(col(RecordSource.record_kind) == kind, col(RecordSource.record_id) == table.c.id)
        .scalar_subquery()
    )
    return update(table).values(sources_count=count)


def cited() -> Update:
    """A reference is cited when a sentence or cell bears its mark; its own entry does not count."""
    bears = (
        select(literal(1))
        .select_from(PassageSource)
        .join(Passage, col(Passage.id) == PassageSource.passage_id)
        .where(col(PassageSource.source_id) == Source.id, col(Passage.kind) != PassageKind.REFERENCE)
    )
    return update(Source).values(cited=bears.exists())


def longest_span(session: Session) -> int:
    """The longest span from earliest to latest day of an event, in days: how far back a question must look."""
    spans = session.execute(select(col(Event.earliest), col(Event.latest)).distinct())
    return max((days(latest) - days(earliest) for earliest, latest in spans), default=0)


def days(iso: str) -> int:
    """A day as a number of days."""
    return date.fromisoformat(iso).toordinal()
