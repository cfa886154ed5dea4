"""Full-text search: words, folded, against the index; one predicate for lists and for /search."""

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
from app.queries.engine.conditions import Clause, Condition
from app.queries.engine.folding import tokens

MIN_PREFIX = 2  # letters; a shorter last word must match as a whole
MAX_WORD = 2046  # bytes of a word in PostgreSQL's index; a longer one in a search would be an error
NO_MATCH = '""'  # an FTS5 expression that matches no entry
INDEX = table(FTS, column("rowid", Integer), column(FTS, Text))


def search_words(text: str) -> list[str]:
    """The folded words of a search; none if one is too long for the index, since all must match."""
    words = tokens(text)
    return words if all(len(word.encode()) <= MAX_WORD for word in words) else []


def fts5_expression(text: str) -> str:
    """The search in the language of SQLite: all words must match, the last one by its beginning."""
    words = search_words(text)
    if not words:
        return NO_MATCH
    last = f'"{words[-1]}"*' if len(words[-1]) >= MIN_PREFIX else f'"{words[-1]}"'
    return " AND ".join([*(f'"{word}"' for word in words[:-1]), last])


def fts5_in_title(expression: str) -> str:
    """The same expression for titles and names only."""
    return f"title : ({expression})"


def tsquery_expression(text: str) -> str:
    """The search in the language of PostgreSQL. Words consist of letters and digits, so none can end its quotes."""
    words = [f"'{word}'" for word in search_words(text)]
    if words and len(words[-1]) >= MIN_PREFIX + len("''"):
        words[-1] += ":*"
    return " & ".join(words)


class Matches(ColumnElement[bool]):
    """A search entry has the words; with `in_title`, has them in its title or a name.

    `row_known` says that the entry is joined already, so that SQLite only looks it up among the matches.
    """

    inherit_cache = False
    type = Boolean()

    def __init__(self, text: Any, *, in_title: bool = False, row_known: bool = False) -> None:
        self.text, self.in_title, self.row_known = text, in_title, row_known

    def self_group(self, against: Any = None) -> "Matches":
        """Keep the condition as it is; SQLAlchemy would compare it with 1."""
        return self


@compiles(Matches, "sqlite")
def compile_sqlite(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    """`number IN (SELECT rowid FROM the FTS5 table WHERE it MATCHes)`."""
    expression = element.text.map(fts5_expression)
    if element.in_title:
        expression = expression.map(fts5_in_title)
    match = INDEX.c[FTS].op("MATCH", return_type=Boolean())(literal(expression, Text))
    number: Any = col(SearchEntry.number)
    number = number + 0 if element.row_known else number  # a sum keeps SQLite from driving the query by this column
    return compiler.process(number.in_(select(INDEX.c.rowid).where(match)), **options)


class TSQuery(UserDefinedType[str]):
    """The type of a search on PostgreSQL. SQLAlchemy's own would load the code of all its PostgreSQL drivers."""

    def get_col_spec(self, **options: Any) -> str:
        """Its name in SQL."""
        return "TSQUERY"


@compiles(Matches, "postgresql")
def compile_postgresql(element: Matches, compiler: SQLCompiler, **options: Any) -> str:
    """`vector @@ CAST(search AS TSQUERY)`."""
    vector: ColumnElement[Any] = literal_column(f"search_entries.{FTS_TITLE if element.in_title else FTS}")
    expression = literal(element.text.map(tsquery_expression), Text)
    return compiler.process(vector.op("@@")(cast(expression, TSQuery)), **options)


@dataclass(frozen=True, kw_only=True)
class FullText(Condition):
    """The title, names or text of the record match."""

    def clause(self, value: Any, query: Any) -> Clause:
        own = col(SearchEntry.record_id) == query.table.id
        return exists(self.entries(query).where(own, Matches(value, row_known=True)))

    def id_subqueries(self, value: Any, query: Any) -> Sequence[Select[Any]]:
        return [self.entries(query).where(Matches(value))]

    def entries(self, query: Any) -> Select[Any]:
        """The search entries of the kind of record that the query is about, as the ids of these records."""
        return select(col(SearchEntry.record_id)).where(col(SearchEntry.record_kind) == query.record_kind)


def match_weight(text: Any) -> ColumnElement[int]:
    """0 if the title or a name matches, 1 if only the text does."""
    return case((Matches(text, in_title=True), 0), else_=1)
