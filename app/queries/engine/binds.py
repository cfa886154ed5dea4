"""Slots: places for the values of a question, so that one statement serves all questions of the same shape."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Step = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Slot:
    """Stands in a statement for a value of the question: a field, an item of it, and what is made of that."""

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
