"""Full-text search: the terms of a search against the index; one predicate for lists and for /search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, cast, column, exists, literal, literal_column, select, table
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import Boolean, Integer, Text, UserDefinedType
from sqlmodel import col

from app.models import SearchEntry
from app.models.search import FTS, FTS_TITLE
from app.queries.engine.conditions import Clause, Condition
from app.queries.engine.terms import Term, search_terms

MIN_PREFIX = 2  # letters; a shorter last word must match as a whole
NO_MATCH = '""'  # an FTS5 expression that matches no entry
INDEX = table(FTS, column("rowid", Integer), column(FTS, Text))


class Syntax(NamedTuple):
    """How a database writes a search. Words consist of letters and digits, so none can end its quotes."""

    quote: str
    prefix: str  # after a word of which the beginning is enough
    all_of: str
    any_of: str


FTS5 = Syntax(quote='"', prefix="*", all_of=" AND ", any_of=" OR ")
TSQUERY = Syntax(quote="'", prefix=":*", all_of=" & ", any_of=" | ")


def expression(text: str, syntax: Syntax) -> str:
    """The search: all terms must match, each by its words or by a synonym; empty if it has no word."""
    terms = search_terms(text)
    return syntax.all_of.join(any_of(term, syntax, is_last=term is terms[-1]) for term in terms)


def any_of(term: Term, syntax: Syntax, *, is_last: bool) -> str:
    """A term or one of its synonyms; of the last term of a search, the beginning of the last word is enough."""
    choices = [all_of(words, syntax, is_last=is_last) for words in term.alternatives]
    return f"({syntax.any_of.join(choices)})" if len(choices) > 1 else choices[0]


def all_of(words: Sequence[str], syntax: Syntax, *, is_last: bool) -> str:
    """All these words."""
    quoted = [f"{syntax.quote}{word}{syntax.quote}" for word in words]
    if is_last and len(words[-1]) >= MIN_PREFIX:
        quoted[-1] += syntax.prefix
    return syntax.all_of.join(quoted)


def fts5_expression(text: str) -> str:
    """The search in the language of SQLite."""
    return expression(text, FTS5) or NO_MATCH


def fts5_in_title(expression: str) -> str:
    """The same expression for titles and names only."""
    return f"title : ({expression})"


def tsquery_expression(text: str) -> str:
    """The search in the language of PostgreSQL."""
    return expression(text, TSQUERY)


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
    words = element.text.map(fts5_expression)
    if element.in_title:
        words = words.map(fts5_in_title)
    match = INDEX.c[FTS].op("MATCH", return_type=Boolean())(literal(words, Text))
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
    words = literal(element.text.map(tsquery_expression), Text)
    return compiler.process(vector.op("@@")(cast(words, TSQuery)), **options)


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
