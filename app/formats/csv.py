"""CSV: a row for each record, columns that never change their order. UTF-8, CRLF, ISO dates, an empty cell for null.

No cell begins with `= + - @` or a tab: the data holds no such text, and numbers below zero are no text.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.format import Format
from app.formats.head import Head

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"
MARK = "\ufeff"  # by which Excel knows UTF-8
SEVERAL = "; "  # between the values of one cell


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The names of the columns, then a row for each document."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in head.columns])
    for document in documents:
        writer.writerow([cell(list(values(document, column.path))) for column in head.columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()  # the header, when there was no record


def values(part: Any, path: tuple[str, ...]) -> Iterator[Any]:
    """Every value that a path leads to; through a list, those of each item."""
    if isinstance(part, list):
        for item in part:
            yield from values(item, path)
    elif part is not None and path:
        yield from values(part.get(path[0]), path[1:])
    elif part is not None:
        yield part


def cell(found: list[Any]) -> str:
    """What a cell holds: each value once, in order."""
    return SEVERAL.join(dict.fromkeys(written(value) for value in found))


def written(value: Any) -> str:
    """A value as text; truth as JSON writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


CSV = Format("csv", MEDIA_TYPE, "for spreadsheets and chart tools", encode)
