"""Writing: rows on their way to the database, in batches, by statements that are compiled once."""

from collections.abc import Callable
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Update, insert
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from app.seeding.entries.base import Row

BATCH = 1000


def converter(type: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What a column's type does to a value on its way to the driver; null where that is nothing."""
    return type.dialect_impl(dialect).bind_processor(dialect)


class Writer:
    """One statement and the values that wait for it. Values go to the driver as they are, past SQLAlchemy's care."""

    def __init__(self, connection: Connection, statement: Insert | Update, columns: list[str] | None = None) -> None:
        compiled = statement.compile(dialect=connection.dialect, column_keys=columns)
        self.connection = connection
        self.text = str(compiled)
        self.by_position = compiled.positiontup is not None
        names = compiled.positiontup or list(compiled.params)
        self.ordered = itemgetter(*names)
        found = [(name, converter(compiled.binds[name].type, connection.dialect)) for name in names]
        self.converters = [(name, convert) for name, convert in found if convert is not None]
        self.waiting: list[Any] = []

    def write(self, values: dict[str, Any]) -> None:
        """Have these values written, at once or with those to come."""
        for name, convert in self.converters:
            values[name] = convert(values[name])
        self.waiting.append(self.ordered(values) if self.by_position else values)
        if len(self.waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self.waiting:
            self.connection.exec_driver_sql(self.text, self.waiting)
            self.waiting = []


class Tables:
    """The tables of a database that is being filled."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.writers: dict[type[SQLModel], tuple[Writer, dict[str, Any]]] = {}

    def insert(self, row: Row) -> None:
        """Have a row inserted, with the defaults of the columns it does not name."""
        if row.table not in self.writers:
            self.writers[row.table] = self.writer(row.table)
        writer, defaults = self.writers[row.table]
        writer.write(defaults | row.values)

    def writer(self, model: Any) -> tuple[Writer, dict[str, Any]]:
        """What inserts rows of a table, and its defaults. The database counts what it numbers by itself."""
        table = model.__table__
        columns = [column for column in table.columns if column is not table.autoincrement_column]
        defaults = {column.name: column.default and column.default.arg for column in columns}
        return Writer(self.connection, insert(table), list(defaults)), defaults

    def flush(self) -> None:
        """Write what waits."""
        for writer, _ in self.writers.values():
            writer.flush()
