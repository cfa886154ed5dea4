"""Faults of a seed: where each one is, what is wrong and how to fix it. A check reports all of them together."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SHOWN_CHARACTERS = 100  # of a value quoted in a message


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong with a seed file."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field + ': ' if self.field else ''}{self.message}"


class SeedFaults(Exception):
    """Raised for a seed that cannot be loaded; lists every fault, sorted by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


def quoted(value: Any) -> str:
    """A value as JSON on one line, for use in a message; cut if it is long."""
    text = json.dumps(value, ensure_ascii=False, skipkeys=True, default=str)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
