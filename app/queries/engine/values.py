"""Values that columns hold: what SQLite or PostgreSQL cannot store is refused here, not by an error of their drivers.

A number beyond 32 bits is an error on PostgreSQL, beyond 64 bits in SQLite's driver; so is a NUL in a text on
PostgreSQL. Parameters are limited by their types. What reaches a column otherwise (the keys of a cursor, the number of
a source) and what a raw statement returns goes through `column_value`.
"""

from functools import cache
from typing import Annotated, Any

from pydantic import Field, StringConstraints, TypeAdapter

INTEGER = Annotated[int, Field(ge=-(2**31), lt=2**31)]
TEXT = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
TYPES: dict[type, Any] = {int: INTEGER, str: TEXT, object: TEXT}  # SQLModel's text type reports `object`


@cache
def adapter(python_type: type) -> TypeAdapter[Any]:
    """The validator of values of columns of a Python type."""
    return TypeAdapter(TYPES.get(python_type, python_type))


def column_value(column: Any, value: Any) -> Any:
    """A value in the Python type of a column. Raises ValueError for a value that the column cannot hold."""
    return adapter(column.type.python_type).validate_python(value)
