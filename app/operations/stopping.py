"""Ctrl+C and SIGTERM: a command undoes what is half done, such as the file of a load, and ends by that signal."""

import signal
import sys
from types import FrameType
from typing import NoReturn

from app.console import say

LINES = {signal.SIGINT: "Interrupted.\n", signal.SIGTERM: "Terminated.\n"}


class Terminated(BaseException):
    """SIGTERM has come. No `Exception`, like KeyboardInterrupt, so that nothing takes it for an error of its own."""


def raise_on_sigterm() -> None:
    """Have SIGTERM raise Terminated in the main thread. A second one ends the process at once."""

    def terminate(number: int, frame: FrameType | None) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        raise Terminated

    signal.signal(signal.SIGTERM, terminate)


def end_by(number: signal.Signals, *, is_told: bool = True) -> NoReturn:
    """End the process by a signal, as its parent expects, after a line that says so unless it need not be told."""
    if is_told:
        say(LINES[number], sys.stderr)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    sys.exit(128 + number)  # the first process of a container is not ended by a signal
