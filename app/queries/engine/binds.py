"""Binds: placeholders for the values of a query, so that one statement serves every query of the same shape."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


def refuse(*operands: Any) -> Any:
    """Raise TypeError: whoever reads a bind would build, from one value, the statement for all values."""
    raise TypeError(
        "A Bind stands for a value that is not known when the statement is built: it cannot be tested, compared or "
        "formatted. Declare the condition with literal=True to get the value itself, or change the value by Bind.map."
    )


@dataclass(frozen=True, eq=False)
class Bind:
    """Stands in a statement for a value of the query: a parameter, or one item of it, changed by `steps`.

    It may only be put into SQL. Anything else that would need the value raises TypeError, as SQLAlchemy's own clauses
    do: a condition that branched on it would return wrong rows with status 200.
    """

    __bool__ = __eq__ = __ne__ = __hash__ = __str__ = __format__ = __iter__ = __contains__ = refuse

    name: str
    index: int | None = None
    steps: tuple[tuple[Callable[..., Any], tuple[str, ...]], ...] = ()

    def map(self, step: Callable[..., Any], *names: str) -> "Bind":
        """A bind for what `step` makes of this value, and of other values of these names."""
        return Bind(self.name, self.index, (*self.steps, (step, names)))

    def value(self, values: Mapping[str, Any]) -> Any:
        """The value for a query, from all its values by name."""
        value = values[self.name] if self.index is None else values[self.name][self.index]
        for step, names in self.steps:
            value = step(value, *map(values.__getitem__, names))
        return value


def bind(name: str, value: Any) -> Any:
    """A bind in the place of a value; for a list, one for each item."""
    return [Bind(name, index) for index in range(len(value))] if isinstance(value, list) else Bind(name)
