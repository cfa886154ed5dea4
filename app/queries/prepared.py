"""Prepared statements: SQL made once, as text with slots, and run by the driver itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select
from sqlalchemy.exc import OperationalError

from app.queries.slots import Slot


@dataclass(frozen=True)
class Prepared:
    """A statement as text, and what each of its parameters is: a slot, or a constant."""

    text: str
    names: tuple[str, ...] | None  # in the statement's order; null where the driver takes parameters by name
    parameters: dict[str, Any]

    def run(self, connection: Connection, question: Any) -> Sequence[Any]:
        """The rows, with the question's values in the slots. Raises OperationalError when reading fails."""
        values = {
            name: value.fill(question) if isinstance(value, Slot) else value for name, value in self.parameters.items()
        }
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.text, values if self.names is None else tuple(values[name] for name in self.names))
            return cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise OperationalError(self.text, values, error) from error
        finally:
            cursor.close()


def prepare(connection: Connection, statement: Select[Any]) -> Prepared:
    """A statement compiled for the database."""
    compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
    names = tuple(compiled.positiontup) if compiled.positiontup is not None else None
    return Prepared(str(compiled), names, dict(compiled.params))
