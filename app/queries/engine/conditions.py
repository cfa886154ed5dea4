"""Conditions: how the value of a parameter selects records, and how a facet counts them. They know no resource.

Query models declare conditions by the functions of app/queries/filters.py.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, or_, select, tuple_, union

from app.vocabulary import RecordKind

if TYPE_CHECKING:
    from app.queries.listing import PagedQuery

Clause = ColumnElement[bool]
Compare = Callable[[Any, Any], Clause]  # of a column and a value


@dataclass(frozen=True)
class RecordChoices:
    """Valid values that are paths of records of these kinds, or one of the other values."""

    kinds: tuple[RecordKind, ...]
    others: tuple[str, ...] = ()
    removed: bool = False  # whether a removed record that a change names is valid too


@dataclass(frozen=True)
class NameChoices:
    """Valid values that have names: one name may stand for several values, or for none."""

    noun: str  # for what is named, such as "party"
    find: Callable[[Connection, str], list[str] | None]  # the values that a name stands for; None if it is unknown
    names: Callable[[Connection], list[str]]  # from which the nearest to an unknown name are suggested
    few: bool = False  # whether an error lists all names instead


@dataclass(frozen=True)
class MistakenFor:
    """Another parameter that readers mistake this one for."""

    parameter: str
    own: str  # what the values of this one are, such as "a party"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a parameter selects.

    A condition gets a Bind in the place of the value (for a list, a list of binds). It may put it into SQL, or change
    it by Bind.map, and nothing else. With `literal` it gets the value itself, and each value has its own statement.
    """

    choices: Any = None  # the column, RecordChoices or NameChoices with the valid values, if only the data tells them
    fold: Callable[[str], str] | None = None  # makes spellings of a value alike, such as str.upper; ids need none
    mistaken_for: MistakenFor | None = None
    literal: bool = False
    indexed: bool = True  # promises that no table is scanned (tests/test_query_plans.py); give a reason where it is not
    has_facet: bool = False

    @cached_property
    def spelling(self) -> Callable[[str], str] | None:
        """What makes spellings of a value alike. Ids are lower case, whatever the case in which they are given."""
        takes_ids = isinstance(self.choices, RecordChoices) or getattr(self.choices, "key", None) == "id"
        return str.lower if takes_ids else self.fold

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        """The condition on a row of the list; None if the condition of another parameter includes it."""
        raise NotImplementedError

    def id_subqueries(self, value: Any, query: "PagedQuery") -> Sequence[Select[Any]]:
        """Subqueries of matching ids; a record must be in every one. Empty if the condition has no such form."""
        return ()

    def clause_by_ids(self, value: Any, query: "PagedQuery") -> Clause | None:
        """The condition by its subqueries: faster than `clause` if few records match, or if all are counted."""
        subqueries = self.id_subqueries(value, query)
        return and_(*(query.table.id.in_(ids) for ids in subqueries)) if subqueries else self.clause(value, query)

    def facet(self, query: "PagedQuery") -> Select[Any]:
        """Each value and its number of records, before any filter."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Column(Condition):
    """A condition on a column of the list's own table; named, so that lists of several tables can share it."""

    column: str
    compare: Compare
    has_facet: bool = True

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        return self.compare(getattr(query.table, self.column), value)

    def facet(self, query: "PagedQuery") -> Select[Any]:
        column = getattr(query.table, self.column)
        return select(column, func.count()).select_from(query.table).group_by(column)


@dataclass(frozen=True, kw_only=True)
class AnyColumn(Condition):
    """At least one of several columns of the list's own table has one of the values."""

    columns: Sequence[str]

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        return self.any_in(value, query)

    def id_subqueries(self, value: Any, query: "PagedQuery") -> Sequence[Select[Any]]:
        return [select(query.table.id).where(self.any_in(value, query)).correlate(None)]

    def any_in(self, value: Any, query: "PagedQuery") -> Clause:
        """At least one of the columns has one of the values."""
        return or_(*(getattr(query.table, name).in_(value) for name in self.columns))


@dataclass(frozen=True)
class Link:
    """Rows that belong to a record: `key` is the column with its id."""

    key: Any
    joins: Sequence[tuple[Any, Clause]] = ()  # tables joined to the rows, each with its ON clause
    where: Callable[["PagedQuery"], Sequence[Any]] = lambda query: ()  # which of the rows


@dataclass(frozen=True, kw_only=True)
class Exists(Condition):
    """A condition on linked rows: at least one, or if `negated` none, has the value in `column`.

    Several parameters may concern one and the same row, as `party` and `role` do. The first of them that is given
    carries the conditions of the others, its `same_row`; these name it in `merged_into` and add none of their own.
    """

    link: Link
    column: Any
    compare: Compare
    same_row: Sequence[tuple[str, Any]] = ()  # parameters, and the column of the row that each is about
    merged_into: Sequence[str] = ()
    all_if: str | None = None  # the parameter that, if "all", requires a row for each value instead of any
    negated: bool = False
    has_facet: bool = True

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        if self.is_merged(query):
            return None
        clause = and_(*self.clauses(value, query))
        return ~clause if self.negated else clause

    def clauses(self, value: Any, query: "PagedQuery") -> list[Clause]:
        """For each of `row_values`, that a row matches it."""
        own = self.link.key == query.table.id
        return [exists(rows.where(own).correlate(query.table)) for rows in self.matching_rows(value, query)]

    def id_subqueries(self, value: Any, query: "PagedQuery") -> Sequence[Select[Any]]:
        if self.negated or self.is_merged(query):
            return ()
        return [rows.correlate(None) for rows in self.matching_rows(value, query)]

    def is_merged(self, query: "PagedQuery") -> bool:
        """Whether the condition of another parameter of the query includes this one."""
        return any(getattr(query, name) is not None for name in self.merged_into)

    def row_values(self, value: Any, query: "PagedQuery") -> list[Any]:
        """What one row each must match: the value as a whole, or each of its items."""
        return [[item] for item in value] if self.all_if and getattr(query, self.all_if) == "all" else [value]

    def matching_rows(self, value: Any, query: "PagedQuery") -> list[Select[Any]]:
        """For each of `row_values` the rows that match it, as the ids of the records they belong to."""
        rows = select(self.link.key).where(*self.link.where(query), *self.same_row_clauses(query))
        for table, on in self.link.joins:
            rows = rows.join(table, on)
        return [rows.where(self.compare(self.column, part)) for part in self.row_values(value, query)]

    def same_row_clauses(self, query: "PagedQuery") -> list[Clause]:
        """What the parameters in `same_row` require of a row."""
        values = [(column, getattr(query, name)) for name, column in self.same_row]
        return [column.in_(value) for column, value in values if value is not None]

    def facet(self, query: "PagedQuery") -> Select[Any]:
        counts = select(self.column, func.count(query.table.id.distinct())).select_from(query.table)
        counts = counts.join(self.link.key.class_, self.link.key == query.table.id)
        for table, on in self.link.joins:
            counts = counts.join(table, on)
        clauses = (*self.link.where(query), *self.same_row_clauses(query), *self.merged_clauses(query))
        return counts.where(*clauses).group_by(self.column)

    def merged_clauses(self, query: "PagedQuery") -> Iterator[Clause]:
        """What the conditions that include this one require of rows with the value counted.

        With them a count is what a filter by that value would find.
        """
        counted = func.coalesce(self.column, literal(""))
        for name in self.merged_into:
            first, value = type(query).conditions()[name], getattr(query, name)
            if value is not None and isinstance(first, Exists) and not first.is_merged(query):
                for part in first.row_values(value, query):
                    rows = select(self.link.key, counted).where(first.compare(first.column, part))
                    rows = rows.where(*first.same_row_clauses(query)).correlate(None)
                    yield tuple_(query.table.id, counted).in_(rows)


@dataclass(frozen=True, kw_only=True)
class WidenedColumn(Column):
    """A condition on a column or, if the parameter `flag` is true, on linked rows as well: one of both must hold."""

    flag: str
    linked: Exists

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        own = self.compare(getattr(query.table, self.column), value)
        return or_(own, *self.linked.clauses(value, query)) if getattr(query, self.flag) else own

    def facet(self, query: "PagedQuery") -> Select[Any]:
        if not getattr(query, self.flag):
            return super().facet(query)
        own = select(query.table.id, getattr(query.table, self.column))
        pairs = union(own, select(self.linked.link.key, self.linked.column)).subquery()
        id, value = pairs.c
        return select(value, func.count()).select_from(query.table).join(pairs, id == query.table.id).group_by(value)


@dataclass(frozen=True, kw_only=True)
class Custom(Condition):
    """Any other condition, made by a function of the value and the query."""

    sql: Callable[[Any, "PagedQuery"], Clause]

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        return self.sql(value, query)


@dataclass(frozen=True, kw_only=True)
class Modifier(Condition):
    """A parameter that selects nothing itself but changes what another one does."""

    literal: bool = True
    indexed: bool = False

    def clause(self, value: Any, query: "PagedQuery") -> Clause | None:
        return None
