"""Full-text search: folded words against the index, one predicate for lists and for /search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, cast, column, exists, literal, literal_column, select, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean, Integer, Text, UserDefinedType
from sqlmodel import col

from app.models import SearchEntry
from app.models.search import FTS, FTS_TITLE
from app.queries.engine.binds import derived
from app.queries.engine.conditions import Clause, Rule
from app.queries.engine.folding import tokens

SHORTEST_PREFIX = 2
INDEX = table(FTS, column("rowid", Integer), column(FTS, Text))


NOTHING = '""'  # an expression that no entry matches
MAX_WORD = 2046  # bytes of a word that PostgreSQL's index holds; a longer one in a search would be an error


def search_words(text: str) -> list[str]:
    """The words of a search, folded; none when one is too long to stand in the index, since all must match."""
    words = tokens(text)
    return words if all(len(word.encode()) <= MAX_WORD for word in words) else []


def expression(text: str, query: Any) -> str:
    """All words must match, the last one by its beginning; a text without a word matches nothing."""
    words = search_words(text)
    if not words:
        return NOTHING
    last = f'"{words[-1]}"*' if len(words[-1]) >= SHORTEST_PREFIX else f'"{words[-1]}"'
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), last])


def ts_expression(text: str, query: Any) -> str:
    """The same in PostgreSQL's language. Words hold letters and digits only, so none can end its quotes."""
    words = [f"'{word}'" for word in search_words(text)]
    if words and len(words[-1]) >= SHORTEST_PREFIX + len("''"):
        words[-1] += ":*"
    return " & ".join(words)


def titled(match: str, query: Any) -> str:
    """The same expression, in titles and names only."""
    return f"title : ({match})"


def numbers(match: Any) -> Any:
    """The entries of the index that match an expression."""
    return select(INDEX.c.rowid).where(INDEX.c[FTS].op("MATCH", return_type=Boolean())(literal(match, Text)))


class Matches(ColumnElement[bool]):
    """A search entry has the words, or has them in its title or a name. Each database is asked in its own language.

    `at_hand`: the entry is known already, and only looked up among those that match.
    """

    inherit_cache = False
    type = Boolean()

    def __init__(self, text: Any, query: Any, *, in_title: bool = False, at_hand: bool = False) -> None:
        self.text, self.query, self.in_title, self.at_hand = text, query, in_title, at_hand

    def self_group(self, against: Any = None) -> "Matches":
        """A condition as it is: not a value to compare with 1."""
        return self


@compiles(Matches, "sqlite")
def in_index(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    """Its number is among those that the full-text table finds."""
    match = derived(element.text, expression, element.query)
    if element.in_title:
        match = derived(match, titled, element.query)
    number: Any = col(SearchEntry.number)
    number = number + 0 if element.at_hand else number  # a sum is looked up, where a column would be searched by
    return compiler.process(number.in_(numbers(match)), **options)


class WordQuery(UserDefinedType[str]):
    """PostgreSQL's type of a question in words; its own of that name would load all its drivers' code."""

    def get_col_spec(self, **options: Any) -> str:
        """Its name."""
        return "TSQUERY"


@compiles(Matches, "postgresql")
def in_vector(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    """Its own vector of words matches."""
    vector: ColumnElement[Any] = literal_column(f"search_entries.{FTS_TITLE if element.in_title else FTS}")
    match = literal(derived(element.text, ts_expression, element.query), Text)
    return compiler.process(vector.op("@@")(cast(match, WordQuery)), **options)


@dataclass(frozen=True)
class Words(Rule):
    """Records whose title, names or text match."""

    def clause(self, value: Any, query: Any) -> Clause:
        own = col(SearchEntry.record_id) == query.table.id
        return exists(entries(query).where(own, Matches(value, query, at_hand=True)))

    def lists(self, value: Any, query: Any) -> Sequence[Select[Any]]:
        return [entries(query).where(Matches(value, query))]


def entries(query: Any) -> Select[Any]:
    """The entries of records of the kind that is asked for, as their ids."""
    return select(col(SearchEntry.record_id)).where(col(SearchEntry.record_kind) == query.record_kind)


def found(text: Any, query: Any) -> ColumnElement[bool]:
    """Entries that match."""
    return Matches(text, query)


def weight(text: Any, query: Any) -> ColumnElement[int]:
    """0 where the title or a name matches, 1 where only the text does: an order both databases keep."""
    return case((Matches(text, query, in_title=True), 0), else_=1)
