"""Logging of the server: one configuration for all processes, one line for each record, on standard error."""

import logging
import sys
import time
from typing import Any

from app import console


class StandardError(logging.Handler):
    """Writes to standard error, whatever it is at that time. Drops a record that nobody can read, and never waits."""

    def __init__(self) -> None:
        super().__init__()
        console.prepare()  # a worker process has streams of its own

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record as one line, and its traceback below it."""
        try:
            text = self.format(record)
        except Exception:  # a record that cannot be formatted
            self.handleError(record)
        else:
            console.say(f"{text}\n", sys.stderr, seconds=0)


class UtcFormatter(logging.Formatter):
    """`2026-01-02T03:04:05Z WARNING app: message`."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%dT%H:%M:%SZ")


# As `logging.config.dictConfig` takes it, and uvicorn, which configures each worker process with it.
CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"utc": {"()": UtcFormatter}},
    "handlers": {"stderr": {"()": StandardError, "formatter": "utc"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "app": {"level": "INFO"},
        "uvicorn": {"level": "WARNING"},
        "uvicorn.error": {"level": "WARNING"},
        "uvicorn.access": {"level": "WARNING"},
    },
}
