"""Progress: a line on standard error that tells how far a load is, when a person may be watching."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self, TypeVar

WIDTH = 30
PAUSE = 0.1  # seconds between two looks of the bar
CLEAR = "\r\x1b[K"
Item = TypeVar("Item")


class Progress:
    """A bar that fills as steps are made; nothing at all when standard error is no terminal."""

    def __init__(self, steps: int) -> None:
        self.steps, self.made, self.shown = steps, 0, 0.0
        self.watched = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.say(CLEAR)

    def step(self, what: str) -> None:
        """One step made. `what` is being done."""
        self.made += 1
        if self.watched and monotonic() - self.shown >= PAUSE:
            self.tell(what)

    def each(self, items: Iterable[Item], what: str) -> Iterator[Item]:
        """The items; each that has been dealt with is a step."""
        for item in items:
            yield item
            self.step(what)

    def tell(self, what: str) -> None:
        """Show what is being done, and how much is."""
        done = min(1.0, self.made / max(self.steps, 1))
        bar = "#" * int(done * WIDTH)
        self.say(f"{CLEAR}[{bar:.<{WIDTH}}] {done:4.0%} {what}")
        self.shown = monotonic()

    def say(self, text: str) -> None:
        """Write to the terminal, if there is one."""
        if self.watched:
            sys.stderr.write(text)
            sys.stderr.flush()


def entries(seed: Path) -> int:
    """About how many entries a seed has: its lines of JSON, and what begins a list in YAML."""
    lines = sum(line_count(file) for file in seed.glob("*.jsonl"))
    return lines + sum(file.read_bytes().count(b"\n- ") + 1 for file in seed.glob("*.yaml"))


def line_count(file: Path) -> int:
    """How many lines a file has."""
    with file.open("rb") as opened:
        return sum(block.count(b"\n") for block in iter(lambda: opened.read(1 << 20), b""))
