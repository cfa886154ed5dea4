"""Writes rows in batches, by the driver itself: SQLAlchemy would take longer over a row than the database does."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from app.models import Record
from app.seeding.entries.base import Row

BATCH = 1000  # rows


class TableWriter:
    """Inserts rows of one table, a batch at a time. A row is a sequence of values in the order of `columns`."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self.connection = connection
        self.columns = [column for column in table.columns if column is not table.autoincrement_column]
        dialect = connection.dialect
        quote, mark = dialect.identifier_preparer.quote, "?" if dialect.paramstyle == "qmark" else "%s"
        names, marks = ", ".join(quote(column.name) for column in self.columns), ", ".join(mark for _ in self.columns)
        self.statement = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"  # noqa: S608, our own names
        self.pending: list[Sequence[Any]] = []

    def write(self, row: Sequence[Any]) -> None:
        """Add a row to the batch, and insert the batch when it is full."""
        self.pending.append(row)
        if len(self.pending) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Insert the batch. Raises DBAPIError, as SQLAlchemy would."""
        if self.pending:
            driver = self.connection.dialect.loaded_dbapi
            try:
                self.connection.connection.cursor().executemany(self.statement, self.pending)
            except driver.Error as error:
                raise DBAPIError.instance(self.statement, None, error, driver.Error) from error
            self.pending = []


class RecordWriter(TableWriter):
    """Inserts rows that name the columns that differ from their defaults. Records are numbered as they come."""

    def __init__(self, connection: Connection, table: Table, *, numbered: bool) -> None:
        super().__init__(connection, table)
        self.defaults = [(column.name, getattr(column.default, "arg", None)) for column in self.columns]
        processors = [processor(column.type, connection) for column in self.columns]
        self.processors = [(position, process) for position, process in enumerate(processors) if process is not None]
        self.serials = count(1) if numbered else None

    def insert(self, values: dict[str, Any]) -> None:
        """Insert a row; columns that it does not name get their defaults."""
        if self.serials is not None:
            values["serial"] = next(self.serials)
        row = [values.get(name, default) for name, default in self.defaults]
        for position, process in self.processors:
            row[position] = process(row[position])
        self.write(row)


def processor(column_type: Any, connection: Connection) -> Callable[[Any], Any] | None:
    """What SQLAlchemy does to a value of a type before it reaches the driver; None if nothing."""
    process: Callable[[Any], Any] | None = column_type.dialect_impl(connection.dialect).bind_processor(
        connection.dialect
    )
    return process


class RowInserter:
    """Inserts rows into any of the tables."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.writers: dict[type[SQLModel], RecordWriter] = {}

    def insert(self, row: Row) -> None:
        """Insert a row; columns that it does not name get their defaults."""
        if (writer := self.writers.get(row.table)) is None:
            table: Table = row.table.__table__  # type: ignore[attr-defined]
            writer = RecordWriter(self.connection, table, numbered=issubclass(row.table, Record))
            self.writers[row.table] = writer
        writer.insert(row.values)

    def flush(self) -> None:
        """Insert the rows that are still waiting."""
        for writer in self.writers.values():
            writer.flush()
