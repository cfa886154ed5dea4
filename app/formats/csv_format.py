"""CSV: a row for each record, columns in a fixed order. UTF-8, CRLF, ISO dates, an empty cell for null.

Cells stand between commas or, if the request says so, semicolons or tabs; a cell that contains one is quoted.

No cell can be taken for a formula (`= + - @` or a tab first): no text of the data begins so, only negative numbers do.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from app import urls
from app.formats.format import DocumentInfo, Format
from app.queries.engine.stream import CsvParams

BYTE_ORDER_MARK = "\ufeff"  # tells Excel that the file is UTF-8
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}
SEPARATOR = "; "  # between several values in one cell
METADATA_TYPE = "application/csvm+json"  # of the file that describes the columns (CSV on the Web)


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The header row, then a row for each document."""
    buffer = io.StringIO()
    buffer.write(BYTE_ORDER_MARK if info.params.excel else "")
    delimiter = DELIMITERS[info.params.delimiter or "comma"]
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([column.name for column in info.columns])
    for document in documents:
        writer.writerow([cell(column.values(document)) for column in info.columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()  # the header row if there are no documents, else nothing


def cell(items: Iterable[Any]) -> str:
    """A cell of these values."""
    return SEPARATOR.join(map(cell_text, items))


def cell_text(value: Any) -> str:
    """A value as text; booleans as in JSON."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def metadata_link(base_url: str, collection: str, params: Any) -> dict[str, str]:
    """The Link header to the description of the file; none for chosen columns or a delimiter that it would not fit."""
    link = f'<{base_url}{urls.table(collection)}>; rel="describedby"; type="{METADATA_TYPE}"'
    is_described = not params.fields and params.delimiter in {None, "comma"}
    return {"Link": link} if is_described else {}


CSV = Format(
    "csv",
    "text/csv; charset=utf-8; header=present",
    "for spreadsheets and chart tools",
    encode,
    has_paths=True,
    tabular=True,
    params=CsvParams,
    headers=metadata_link,
)
