"""Encoders whose libraries take long to load: loaded when first asked for, not at every start of the service."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from app.formats.format import Format
from app.formats.head import Head


def calendar(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """iCalendar, by the library of that name."""
    pieces: Iterator[str] = import_module("app.formats.ics").encode(documents, head)
    return pieces


ICS = Format("ics", "text/calendar; charset=utf-8", "for calendars", calendar)
