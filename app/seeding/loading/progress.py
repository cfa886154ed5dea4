"""A progress bar on standard error while a seed is loaded; nothing if standard error is not a terminal."""

import sys
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from app import console

WIDTH = 30  # characters of the bar
INTERVAL = 0.1  # seconds between two updates
CLEAR_LINE = "\r\x1b[K"
PHASES = 2  # reading the seed and rendering its records, about as long as each other


class Progress:
    """A bar that fills once over all phases of a load. Each phase counts in units of its own."""

    def __init__(self) -> None:
        self.phases_done, self.units, self.units_done, self.updated = -1, 1, 0, 0.0
        self.is_terminal = sys.stderr is not None and sys.stderr.isatty()  # None: without a console

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.write(CLEAR_LINE)

    def start_phase(self, units: int) -> None:
        """Begin the next phase, of so many units."""
        self.phases_done += 1
        self.units, self.units_done = max(units, 1), 0

    def advance(self, activity: str, units: int = 1) -> None:
        """Count units as done, and show the bar unless it was updated a moment ago."""
        self.units_done += units
        if self.is_terminal and monotonic() - self.updated >= INTERVAL:
            self.show(activity)

    def show(self, activity: str) -> None:
        """Show the bar, with what is being done."""
        done = min(1.0, (self.phases_done + self.units_done / self.units) / PHASES)
        bar = "#" * int(done * WIDTH)
        self.write(f"{CLEAR_LINE}[{bar:.<{WIDTH}}] {done:4.0%} {activity}")
        self.updated = monotonic()

    def write(self, text: str) -> None:
        """Write to standard error if it is a terminal."""
        if self.is_terminal:
            console.say(text, sys.stderr, seconds=0)


def seed_size(folder: Path) -> int:
    """The size of all files of a seed, in bytes."""
    return sum(file.stat().st_size for pattern in ("*.yaml", "*.jsonl") for file in folder.glob(pattern))
