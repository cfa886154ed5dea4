"""Full-text search: folded words against the index, one predicate for lists and for /search."""

from typing import Any

from sqlalchemy import ColumnElement, case, column, literal, select, table
from sqlalchemy.types import Boolean, Integer, Text
from sqlmodel import col

from app.models import SearchEntry
from app.models.search import FTS
from app.queries.folding import tokens
from app.queries.slots import derived

SHORTEST_PREFIX = 2
INDEX = table(FTS, column("rowid", Integer), column(FTS, Text))


NOTHING = '""'  # an expression that no entry matches


def expression(text: str, query: Any) -> str:
    """All words must match, the last one by its beginning; a text without a word matches nothing."""
    words = tokens(text)
    if not words:
        return NOTHING
    last = f'"{words[-1]}"*' if len(words[-1]) >= SHORTEST_PREFIX else f'"{words[-1]}"'
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), last])


def titled(match: str, query: Any) -> str:
    """The same expression, in titles and names only."""
    return f"title : ({match})"


def numbers(match: Any) -> Any:
    """The entries of the index that match an expression."""
    return select(INDEX.c.rowid).where(INDEX.c[FTS].op("MATCH", return_type=Boolean())(literal(match, Text)))


def matching(text: str, query: Any) -> ColumnElement[bool]:
    """Records whose title, names or text match."""
    found = select(col(SearchEntry.record_id)).where(
        col(SearchEntry.number).in_(numbers(derived(text, expression, query))),
        SearchEntry.record_kind == query.record_kind,
    )
    clause: ColumnElement[bool] = query.table.id.in_(found)
    return clause


def found(text: str, query: Any) -> ColumnElement[bool]:
    """Entries that match."""
    return col(SearchEntry.number).in_(numbers(derived(text, expression, query)))


def weight(text: str, query: Any) -> ColumnElement[int]:
    """0 where the title or a name matches, 1 where only the text does: an order both databases keep."""
    match = derived(derived(text, expression, query), titled, query)
    return case((col(SearchEntry.number).in_(numbers(match)), 0), else_=1)
