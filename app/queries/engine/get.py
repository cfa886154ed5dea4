"""Single records: the one with an id, or why there is none."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from app import urls
from app.errors import ApiError, Fault, LastValues, NotFound, Removed, shortened
from app.models import Change
from app.models.changes import version_key
from app.queries.engine.binds import Slot
from app.queries.engine.prepared import Prepared, prepare
from app.queries.engine.suggestions import around, nearest
from app.vocabulary import ChangeKind


@dataclass(frozen=True)
class ById:
    """The question for one record."""

    id: str


lookups: dict[tuple[str, str, str], Prepared] = {}


def document(connection: Connection, table: Any, id: str, column: Any) -> str:
    """A ready document of the record. Raises NotFound with the nearest ids, or Removed for one that there was."""
    key = (connection.dialect.name, table.__tablename__, column.key)
    lookup = lookups.get(key)
    if lookup is None:
        lookup = lookups[key] = prepare(connection, select(column).where(table.id == Slot("id")))
    rows = lookup.run(connection, ById(id))
    if not rows:
        raise absent(connection, table, id)
    return str(rows[0][0])


def every(connection: Connection, table: Any) -> list[str]:
    """The brief documents of a small table, in the order of their ids."""
    return list(connection.execute(select(table.brief).order_by(table.id)).scalars())


def absent(connection: Connection, table: Any, id: str) -> ApiError:
    """Why there is no such record."""
    name = table.__tablename__
    removed = select(Change).where(col(Change.record) == f"{name}/{id}", col(Change.kind) == ChangeKind.REMOVED)
    changes = connection.execute(removed).all()
    if changes:
        return gone(f"{name}/{id}", max(changes, key=lambda change: version_key(change.version)))
    choices = nearest(id, around(connection, table.id, id))
    message = f"there is no {name}/{shortened(id)}" + (f"; nearest: {', '.join(choices)}" if choices else "")
    return NotFound(
        f"{message[0].upper()}{message[1:]}.",
        [Fault(parameter="id", value=shortened(id), message=message, nearest=choices)],
    )


def gone(record: str, change: Any) -> Removed:
    """That the record was removed, when and why, and what it was."""
    where = urls.record("change", change.id)
    last = LastValues(
        change=where, **{name: getattr(change, name) for name in ("version", "released", "reason", "before")}
    )
    return Removed(f"{record} was removed in version {change.version}: {change.reason} See {where}.", last)
