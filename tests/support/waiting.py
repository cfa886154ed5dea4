"""Waiting for a condition, within a bound; nothing in the tests waits for a length of time."""

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 60.0  # seconds after which something that should happen has failed to
PAUSE = 0.01  # seconds between two looks, which leave the processor to what is waited for


def wait_until(condition: Callable[[], object]) -> None:
    """Look until the condition holds. Fails when it does not in time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(PAUSE)


def is_read(pipe: Path) -> bool:
    """Whether somebody reads a pipe now."""
    try:
        os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True
