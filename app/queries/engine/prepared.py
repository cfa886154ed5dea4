"""Prepared statements: SQL made once, as text with slots, and run by the driver itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.exc import OperationalError

from app.queries.engine.binds import Slot


@dataclass(frozen=True)
class Prepared:
    """A statement as text, and what each of its parameters is: a slot, or a constant."""

    text: str
    values: tuple[Any, ...]
    names: tuple[str, ...] | None  # of the values; null where the driver takes them by position

    def run(self, connection: Connection, question: Any) -> Sequence[Any]:
        """The rows, with the question's values in the slots. Raises OperationalError when reading fails."""
        values = [value.fill(question) if type(value) is Slot else value for value in self.values]
        parameters = values if self.names is None else dict(zip(self.names, values, strict=True))
        driver: Any = connection.connection.driver_connection
        try:
            rows: Sequence[Any] = driver.execute(self.text, parameters).fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise OperationalError(self.text, parameters, error) from error
        return rows


def prepare(connection: Connection, statement: Select[Any]) -> Prepared:
    """A statement compiled for the database."""
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    if compiled.positiontup is not None:
        return Prepared(str(compiled), tuple(compiled.params[name] for name in compiled.positiontup), None)
    return Prepared(str(compiled), tuple(compiled.params.values()), tuple(compiled.params))
