"""Single records: the document of an id, or why there is none."""

from collections.abc import Container, Sequence
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import col

from app import urls
from app.errors import ApiError, Fault, LastValues, NotFound, Removed, shortened
from app.models import Change
from app.models.changes import version_key
from app.models.packing import unpack
from app.queries.engine.selects import with_documents
from app.queries.engine.statements import look_up
from app.queries.engine.suggestions import candidates, did_you_mean, nearest
from app.vocabulary import ChangeKind


def get_document(connection: Connection, table: Any, id: str, column: Any) -> str:
    """A column of the record, such as its document. Raises NotFound with the nearest ids, or Removed."""
    document = look_up(connection, column, table.id, id)
    if document is None:
        raise not_found(connection, table, id)
    return unpack(connection, document)


def documents_by_id(connection: Connection, table: Any, ids: Container[str]) -> dict[str, str]:
    """The brief documents of these records, as far as they exist."""
    rows = connection.execute(select(table.id, table.brief).select_from(table).where(table.id.in_(ids)))
    return {id: unpack(connection, document) for id, document in rows}


def list_documents(connection: Connection, table: Any) -> list[str]:
    """The brief documents of a small table, by id."""
    found = connection.execute(select(table.brief).select_from(table).order_by(table.id)).scalars()
    return [unpack(connection, document) for document in found]


def first_documents(
    connection: Connection, column: Any, limit: int, *order: Any, where: Sequence[Any] = ()
) -> list[str]:
    """A column, usually of documents, of the first rows of its table in this order, then by id."""
    table = column.class_
    page = select(table.serial).where(*where).order_by(*order, table.id).limit(limit)
    if column.key in {table.brief.key, table.full.key}:
        rows = with_documents(page, table, column.key, limit)
    else:
        rows = page.with_only_columns(column)
    found = connection.execute(rows).scalars().all()
    return [unpack(connection, item) for item in found]


def not_found(connection: Connection, table: Any, id: str) -> ApiError:
    """The error of an id that no record has."""
    collection = table.__tablename__
    record = f"{collection}/{id}"
    removals = select(Change).where(col(Change.record) == record, col(Change.kind) == ChangeKind.REMOVED)
    changes = connection.execute(removals).all()
    if changes:
        return removed(record, max(changes, key=lambda change: version_key(change.version)))
    choices = nearest(id, candidates(connection, table.id, id))
    message = f'There is no "{shortened(id)}" in {collection}.{did_you_mean(choices)}'
    return NotFound(message, [Fault(parameter="id", value=shortened(id), message=message, nearest=choices)])


def removed(record: str, change: Any) -> Removed:
    """The error of a record that was removed: when and why, and its last values."""
    address = urls.record("change", change.id)
    names = ("version", "released", "reason", "before")
    values = LastValues(change=address, **{name: getattr(change, name) for name in names})
    return Removed(f"{record} was removed in version {change.version}: {change.reason} See {address}.", values)
