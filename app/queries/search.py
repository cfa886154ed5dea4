"""Full-text search: folded words against the index, one predicate for lists and for /search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, column, exists, literal, select, table
from sqlalchemy.types import Boolean, Integer, Text
from sqlmodel import col

from app.models import SearchEntry
from app.models.search import FTS
from app.queries.folding import tokens
from app.queries.rules import Clause, Rule
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


@dataclass(frozen=True)
class Words(Rule):
    """Records whose title, names or text match."""

    def clause(self, value: Any, query: Any) -> Clause:
        number = col(SearchEntry.number) + 0  # a sum: looked up among the matches, instead of each match here
        own = col(SearchEntry.record_id) == query.table.id
        return exists(entries(query).where(own, number.in_(numbers(derived(value, expression, query)))))

    def lists(self, value: Any, query: Any) -> Sequence[Select[Any]]:
        return [entries(query).where(found(value, query))]


def entries(query: Any) -> Select[Any]:
    """The entries of records of the kind that is asked for, as their ids."""
    return select(col(SearchEntry.record_id)).where(col(SearchEntry.record_kind) == query.record_kind)


def found(text: Any, query: Any) -> ColumnElement[bool]:
    """Entries that match."""
    return col(SearchEntry.number).in_(numbers(derived(text, expression, query)))


def weight(text: str, query: Any) -> ColumnElement[int]:
    """0 where the title or a name matches, 1 where only the text does: an order both databases keep."""
    match = derived(derived(text, expression, query), titled, query)
    return case((col(SearchEntry.number).in_(numbers(match)), 0), else_=1)
