"""Writing: rows on their way to the database, in batches, by statements that are compiled once."""

from typing import Any

from sqlalchemy import Connection, Insert, Update, insert
from sqlmodel import SQLModel

from app.seeding.entries.base import Row

BATCH = 1000


class Writer:
    """One statement and the values that wait for it. Values go to the driver as they are, past SQLAlchemy's care."""

    def __init__(self, connection: Connection, statement: Insert | Update, columns: list[str] | None = None) -> None:
        compiled = statement.compile(dialect=connection.dialect, column_keys=columns)
        self.connection = connection
        self.text = str(compiled)
        self.names = compiled.positiontup or list(compiled.params)
        self.by_position = compiled.positiontup is not None
        self.converters = {
            name: convert
            for name in self.names
            if (
                convert := compiled.binds[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
            )
        }
        self.waiting: list[Any] = []

    def write(self, values: dict[str, Any]) -> None:
        """Have these values written, at once or with those to come."""
        for name, convert in self.converters.items():
            values[name] = convert(values[name])
        self.waiting.append(
            tuple([values[name] for name in self.names])
            if self.by_position
            else {name: values[name] for name in self.names}
        )
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
