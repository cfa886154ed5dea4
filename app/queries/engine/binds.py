"""Slots: places for the values of a question, so that one statement serves all questions of the same shape."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Step = Callable[[Any, Any], Any]


def refuse(*operands: Any) -> Any:
    """Raise TypeError: a condition that reads the value itself would build one statement for all values."""
    raise TypeError(
        "a bind stands for a value that is not known when the statement is built, so it cannot be tested, compared or "
        "formatted: declare the condition with literal=True, or change the value with `derived`"
    )


@dataclass(frozen=True, eq=False)
class Slot:
    """Stands in a statement for a value of the question: a field, an item of it, and what is made of that.

    Only SQL may be built with it. Whatever would need the value (truth, comparison, membership, text) raises TypeError,
    as an answer built without it would be wrong for every other value.
    """

    __bool__ = __eq__ = __ne__ = __str__ = __format__ = __contains__ = __iter__ = refuse
    __hash__ = None  # type: ignore[assignment]

    name: str
    index: int | None = None
    steps: tuple[Step, ...] = ()

    def fill(self, query: Any) -> Any:
        """The value, for a question."""
        value = getattr(query, self.name)
        if self.index is not None:
            value = value[self.index]
        for step in self.steps:
            value = step(value, query)
        return value


def derived(value: Any, step: Step, query: Any) -> Any:
    """What a step makes of a value and the question; for a slot, a slot that will do so."""
    return Slot(value.name, value.index, (*value.steps, step)) if isinstance(value, Slot) else step(value, query)


def slotted(name: str, value: Any) -> Any:
    """A slot for a value, or one for each item."""
    return [Slot(name, index) for index in range(len(value))] if isinstance(value, list | tuple) else Slot(name)
