"""Full-text search: folded words against the index, one predicate for lists and for /search."""

from typing import Any

from sqlalchemy import ColumnElement, case, column, false, literal, select, table
from sqlalchemy.types import Boolean, Integer, Text
from sqlmodel import col

from app.models import SearchEntry
from app.models.search import FTS
from app.queries.folding import tokens

SHORTEST_PREFIX = 2
INDEX = table(FTS, column("rowid", Integer), column(FTS, Text))


def expression(text: str) -> str | None:
    """All words must match, the last one by its beginning; null when no word is left of the text."""
    words = tokens(text)
    if not words:
        return None
    last = f'"{words[-1]}"*' if len(words[-1]) >= SHORTEST_PREFIX else f'"{words[-1]}"'
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), last])


def numbers(match: str) -> Any:
    """The entries of the index that match an expression."""
    return select(INDEX.c.rowid).where(INDEX.c[FTS].op("MATCH", return_type=Boolean())(literal(match)))


def matching(text: str, query: Any) -> ColumnElement[bool]:
    """Records whose title, names or text match."""
    match = expression(text)
    if match is None:
        return false()
    found = select(col(SearchEntry.record_id)).where(
        col(SearchEntry.number).in_(numbers(match)),
        SearchEntry.record_kind == query.record_kind,
    )
    clause: ColumnElement[bool] = query.table.id.in_(found)
    return clause


def found(text: str, query: Any) -> ColumnElement[bool]:
    """Entries that match."""
    match = expression(text)
    return false() if match is None else col(SearchEntry.number).in_(numbers(match))


def weight(text: str) -> ColumnElement[int]:
    """0 where the title or a name matches, 1 where only the text does: an order both databases keep."""
    match = expression(text)
    if match is None:
        return literal(1)
    return case((col(SearchEntry.number).in_(numbers(f"title : ({match})")), 0), else_=1)
