"""Values as columns hold them: what SQLite or PostgreSQL cannot store is refused here, not by a driver's error.

A number beyond 32 bits is an error of PostgreSQL, one beyond 64 bits of SQLite's driver; a NUL in a text is an error of
PostgreSQL's. Whatever reaches a column in another type than it was validated in goes through `column_value`.
"""

from functools import cache
from typing import Annotated, Any

from pydantic import Field, StringConstraints, TypeAdapter

MAX_INTEGER = 2**31 - 1  # of an INTEGER column in PostgreSQL
TYPES: dict[type, Any] = {
    int: Annotated[int, Field(ge=-MAX_INTEGER - 1, le=MAX_INTEGER)],
    object: Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")],  # what SQLModel's text type calls itself
}


@cache
def adapter(python_type: type) -> TypeAdapter[Any]:
    """What validates values of columns of a Python type."""
    return TypeAdapter(TYPES.get(python_type, python_type))


def column_value(column: Any, value: Any) -> Any:
    """A value in the type of a column. Raises ValueError for one that the column cannot hold."""
    return adapter(column.type.python_type).validate_python(value)
