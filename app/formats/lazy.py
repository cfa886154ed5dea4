"""Formats whose encoder needs a slow import: it is done on the first request, not at every start of the service."""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from app.formats.format import DocumentInfo, Encoder, Format


def lazy_encoder(module: str) -> Encoder:
    """The `encode` function of a module that is imported when it is first called."""

    def encode(documents: Iterable[Any], info: DocumentInfo) -> Iterator[str]:
        yield from import_module(module).encode(documents, info)

    return encode


# The icalendar library takes 97 ms to import, about a tenth of a start.
ICS = Format("ics", "text/calendar; charset=utf-8", "for calendars", lazy_encoder("app.formats.ics"))
