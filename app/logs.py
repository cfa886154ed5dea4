"""Logging of the server: one configuration for all processes, one line for each record, as text or as JSON."""

import json
import logging
import sys
import time
from functools import lru_cache
from typing import Any

from app import console

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


class ConsoleHandler(logging.Handler):
    """Writes to standard error or output, whatever it is then. Drops a record that nobody can read, and never waits."""

    def __init__(self, stream: str) -> None:
        """`stream` is its name in `sys`."""
        super().__init__()
        self.stream = stream
        console.prepare()  # a worker process has streams of its own

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record as one line; as text, its traceback below it."""
        try:
            text = self.format(record)
        except Exception:  # a record that cannot be formatted
            self.handleError(record)
        else:
            console.say(f"{text}\n", getattr(sys, self.stream), seconds=0)


class UtcFormatter(logging.Formatter):
    """`2026-01-02T03:04:05Z WARNING app[4711]: message`, where 4711 is the id of the process."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s[%(process)d]: %(message)s", "%Y-%m-%dT%H:%M:%SZ")


class JsonFormatter(logging.Formatter):
    """`{"time":"2026-01-02T03:04:05.678Z","level":"warning","logger":"app","process":4711,"message":"…"}`.

    The attribute `fields` of a record, a dictionary, adds members; a traceback is the member `traceback`.
    """

    def format(self, record: logging.LogRecord) -> str:
        """A record as JSON on one line."""
        members = {
            "time": utc(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            members["traceback"] = self.formatException(record.exc_info)
        return encode(members)


def utc(seconds: float) -> str:
    """A time in ISO 8601, to the millisecond."""
    return f"{utc_second(int(seconds))}.{int(seconds % 1 * 1000):03}Z"


@lru_cache(maxsize=2)
def utc_second(seconds: int) -> str:
    """A time to the second. Many requests share one."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def configuration(log_format: str) -> dict[str, Any]:
    """As `logging.config.dictConfig` takes it, and uvicorn, which configures each worker process with it."""
    formatter, stream = (JsonFormatter, "stdout") if log_format == "json" else (UtcFormatter, "stderr")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {log_format: {"()": formatter}},
        "handlers": {"console": {"()": ConsoleHandler, "stream": stream, "formatter": log_format}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "app": {"level": "INFO"},
            "uvicorn": {"level": "WARNING"},
            "uvicorn.error": {"level": "WARNING"},
            "uvicorn.access": {"level": "WARNING"},
        },
    }
