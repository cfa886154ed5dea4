"""Whole results: the queries of lists, answered to the end, for formats that have no pages."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, Field
from sqlalchemy import Connection

from app.models import Dataset
from app.queries.engine.paginate import fetch_rows
from app.queries.listing import MAX_LIMIT, ListQuery
from app.queries.parameters import MAX_NUMBER, BinaryFlag, Optional, param, whole_number

ReadPage = Callable[[], AbstractContextManager[Connection]]  # a connection to the same dataset for each page


class FileParams(BaseModel):
    """Parameters of a file, which replace those about pages."""

    limit: Annotated[int, Field(ge=1, le=MAX_NUMBER), whole_number(1, MAX_NUMBER)] | Optional = param(
        "Maximum number of records.", 20
    )
    download: BinaryFlag | Optional = param("`1` makes browsers save the response as a file.", "1")
    cursor: ClassVar[None] = None
    facet: ClassVar[None] = None
    count: ClassVar[None] = None


class RecordFileParams(FileParams):
    """Parameters of a file of whole records."""

    fields: ClassVar[None] = None


class FullFileParams(RecordFileParams):
    """Parameters of a file in a format that reads full documents, whatever it shows of them."""

    detail: ClassVar[str] = "full"


class BriefFileParams(RecordFileParams):
    """Parameters of a file in a format that shows a line of each record."""

    detail: ClassVar[str] = "brief"


class CsvParams(FileParams):
    """Parameters of a table, which also takes `fields`: they name its columns."""

    detail: ClassVar[str] = "full"
    excel: BinaryFlag | Optional = param("`1` starts the file with the byte-order mark that Excel needs.", "1")
    delimiter: Literal["comma", "semicolon", "tab"] | Optional = param(
        "What stands between the cells. Excel set to a European language expects semicolons. Default: comma.",
        "semicolon",
    )


class OutlineParams(FullFileParams):
    """Parameters of a map of places."""

    geometry: Literal["point", "outline"] | Optional = param(
        "`outline` draws countries and provinces as areas and leaves out all other places. Default: point.", "outline"
    )


@cache
def file_query(query: type[ListQuery], params: type[FileParams]) -> type[ListQuery]:
    """The query model of a list as a file: the filters and order of the list, and the parameters of the file."""
    namespace = {"__doc__": query.__doc__, "__module__": __name__}
    model: Any = type(f"{params.__name__}{query.__name__}", (params, query), namespace)
    return model  # type: ignore[no-any-return]


def stream_documents(read: ReadPage, query: ListQuery, dataset: Dataset) -> Iterator[list[str]]:
    """All documents of a query in its order, page by page; as many as its limit allows, if it has one.

    A page's connection is given back before the page is passed on, to a client that may take its time.
    """
    remaining, after_key = query.limit, None
    while remaining is None or remaining > 0:
        with read() as connection:
            rows = fetch_rows(connection, query, dataset, after_key, min(MAX_LIMIT, remaining or MAX_LIMIT))
        yield rows.documents
        if (after_key := rows.next_key) is None:
            return
        remaining = None if remaining is None else remaining - len(rows.documents)
