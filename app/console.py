"""Standard input, output and error: UTF-8 whatever the locale, and never a reason to end."""

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO

STANDARD = 3  # file descriptors: input, output, error
PIPE_BYTES = 4096  # that a pipe takes at once if it takes any (PIPE_BUF)
PATIENCE = 1.0  # seconds that a message may wait for the reader of a full pipe


class OutputLost(Exception):
    """A result could not be written to standard output. `is_unread` if its reader, like `head`, had read enough."""

    def __init__(self, reason: str, *, is_unread: bool) -> None:
        super().__init__(f"Standard output: {reason}")
        self.is_unread = is_unread


def prepare() -> None:
    """Make the streams usable: they may be closed, absent, or in an encoding that lacks most letters.

    What cannot be encoded, such as a file name that is not UTF-8, is printed as an escape.
    """
    fill_descriptors()
    sys.stdin = sys.stdin or empty_input()
    sys.stdout = usable(sys.stdout)
    sys.stderr = usable(sys.stderr)


def fill_descriptors() -> None:
    """Open those standard descriptors that are closed: the next file or socket to be opened would be written to."""
    with suppress(OSError):
        while (descriptor := os.open(os.devnull, os.O_RDWR)) < STANDARD:
            os.set_inheritable(descriptor, True)  # by worker processes
        os.close(descriptor)


def empty_input() -> TextIO:
    """An input that has ended, in place of one that is closed."""
    return Path(os.devnull).open(encoding="utf-8")


def usable(stream: TextIO | None) -> TextIO:
    """A stream as UTF-8; one that leads nowhere if there is none."""
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def say(text: str, stream: TextIO | None = None, seconds: float = PATIENCE) -> None:
    """Write a message for whoever watches, and go on if nobody can read it: the pipe is full or broken, the disk full.

    It is not buffered, so that nothing is left to fail later. A command whose output is its result prints it instead,
    and fails if that is lost.
    """
    stream = stream or sys.stdout
    binary = getattr(stream, "buffer", None)
    with suppress(OSError, ValueError):  # a ValueError of a stream that is closed
        if binary is None:  # text only, as in tests
            stream.write(text)
            return
        stream.flush()
        data = text.encode("utf-8", "backslashreplace")
        for start in range(0, len(data), PIPE_BYTES):
            if not is_writable(binary, seconds):
                return
            getattr(binary, "raw", binary).write(data[start : start + PIPE_BYTES])


def is_writable(stream: BinaryIO, seconds: float) -> bool:
    """Whether a write will not wait for a reader, at the latest in so many seconds. Only pipes can make it wait."""
    if os.name != "posix":  # select takes only sockets there
        return True
    return bool(select.select([], [stream], [], seconds)[1])


def output(result: object) -> None:
    """Print a result on a line of its own. Raises OutputLost if it cannot be written."""
    with result_written():
        sys.stdout.write(f"{result}\n")


def finish() -> None:
    """Write what has been printed so far. Raises OutputLost if it cannot be written."""
    with result_written():
        sys.stdout.flush()


@contextmanager
def result_written() -> Iterator[None]:
    """Turns an error of standard output into OutputLost."""
    try:
        yield
    except OSError as error:
        drop_output()
        raise OutputLost(str(error.strerror), is_unread=isinstance(error, BrokenPipeError)) from error


def drop_output() -> None:
    """Send to nowhere what is printed from now on, and what waits to be written: Python would try again at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
