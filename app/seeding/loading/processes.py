"""Renders in several processes. Each reads the SQLite file that is being built, and sends back finished rows.

A process is given slices one after another on its standard input, and answers with the portions of each on its standard
output. It can be ahead by one slice at most, so nothing piles up. It is a program of its own rather than a fork, since
a fork must not touch the connections of its parent, and rather than one of `multiprocessing`, which would run again
whatever program calls the loader.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import cycle, groupby
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from sqlalchemy import Connection
from sqlmodel import Session

from app.console import drop_output
from app.database.sqlite import connect_while_built
from app.models.packing import Packer
from app.seeding.loading.slices import Portion, Slice, number_of_records, packed, render_slice
from app.seeding.rendering.lookup import ReferenceLookup
from app.settings import ROOT

MOST = 4  # processes: each takes about 90 MiB of memory, and one can write no faster than four render
WORTHWHILE = 10_000  # records; with fewer, starting processes takes as long as rendering


class RenderingStopped(ChildProcessError):
    """A process that renders ended before its work was done."""


def processes_for(connection: Connection, records: int) -> int:
    """How many processes should render so many records; 1 for this one alone."""
    if connection.dialect.name != "sqlite" or records < WORTHWHILE:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST)


class RenderingProcesses:
    """Processes that render the records of one file."""

    def __init__(self, file: Path, number: int) -> None:
        self.command = [sys.executable, "-m", __name__, str(file.absolute())]
        self.number = number
        self.processes: list[subprocess.Popen[bytes]] = []
        self.stack = ExitStack()

    def __enter__(self) -> Self:
        for _ in range(self.number):
            # In a session of its own, since Ctrl+C is for this process, which ends the others.
            started = subprocess.Popen(  # noqa: S603, this very program
                self.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
            self.processes.append(self.stack.enter_context(started))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in self.processes:
            process.kill()  # what they have written is read, or no longer wanted
            with suppress(BrokenPipeError):  # of one that died before it read what it was sent
                process.stdin.close()  # type: ignore[union-attr]
        self.stack.close()

    def render(self, slices: Iterable[Slice]) -> Iterator[Portion]:
        """Everything rendered of these slices, in their order. Raises RenderingStopped."""
        under_way: list[subprocess.Popen[bytes]] = []
        for part, process in zip(slices, cycle(self.processes), strict=False):
            if len(under_way) == 2 * self.number:  # each works on one slice and knows the next
                yield from portions(under_way.pop(0))
            send(part, process)
            under_way.append(process)
        for process in under_way:
            yield from portions(process)


def send(part: Slice, process: subprocess.Popen[bytes]) -> None:
    """Give a process a slice to render."""
    try:
        write(part, process.stdin)  # type: ignore[arg-type]
    except BrokenPipeError:
        raise stopped_error(process) from None


def portions(process: subprocess.Popen[bytes]) -> Iterator[Portion]:
    """The portions of the next slice that a process has rendered."""
    try:
        while (portion := pickle.load(process.stdout)) is not None:  # type: ignore[arg-type]  # noqa: S301, our own
            yield portion
    except (EOFError, pickle.UnpicklingError):
        raise stopped_error(process) from None


def stopped_error(process: subprocess.Popen[bytes]) -> RenderingStopped:
    """The error of a process that has ended."""
    code = process.wait()
    how = f"was ended by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return RenderingStopped(f"A process that renders records {how}; nothing was loaded.")


def write(item: Slice | Portion | None, stream: BinaryIO) -> None:
    """Write a message at once."""
    stream.write(pickle.dumps(item, pickle.HIGHEST_PROTOCOL))
    stream.flush()


def main(file: Path) -> None:
    """Render what standard input asks for, until it ends, or until nobody reads what is rendered."""
    try:
        render(file)
    except BrokenPipeError:  # the process that asks has ended
        drop_output()


def render(file: Path) -> None:
    """Render what standard input asks for, until it ends. Raises BrokenPipeError."""
    answers, lookup = sys.stdout.buffer, None
    for kind, parts in groupby(received(), key=lambda part: part.kind):
        # Connect anew for each kind: a connection does not see what was written after it began to read.
        with connect_while_built(file) as connection, Session(connection) as session:
            lookup = lookup or ReferenceLookup(session)
            lookup.session = session
            packer = Packer(connection, kind.collection, number_of_records(session, kind))
            for part in parts:
                for portion in render_slice(part, lookup):
                    write(packed(portion, packer), answers)
                write(None, answers)


def received() -> Iterator[Slice]:
    """The slices that standard input asks for."""
    while True:
        try:
            yield pickle.load(sys.stdin.buffer)  # noqa: S301, from the process that started this one
        except (EOFError, pickle.UnpicklingError):  # who asks has ended, perhaps in the middle of a message
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]))
