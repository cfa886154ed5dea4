"""Rules: how a value of a parameter selects records, and how a facet counts them. A rule knows no resource by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select

if TYPE_CHECKING:
    from app.queries.listing import Listing

Clause = ColumnElement[bool]


@dataclass(frozen=True)
class Rule:
    """`clause` selects; `known` is the column that lists the values there are, for values that are no closed list."""

    known: Any = None

    def clause(self, value: Any, query: "Listing") -> Clause | None:
        """The condition for a value given; null when another parameter's rule already holds it."""
        raise NotImplementedError

    def facet(self, query: "Listing") -> Select[Any] | None:
        """Value and count, over all records; null when the parameter can not be counted by."""
        return None


@dataclass(frozen=True)
class Own(Rule):
    """The record's own column, named, so that collections can share the parameter."""

    column: str = ""
    test: Callable[[Any, Any], Clause] = lambda column, value: column.in_(value)
    counts: bool = True

    def clause(self, value: Any, query: "Listing") -> Clause | None:
        return self.test(getattr(query.table, self.column), value)

    def facet(self, query: "Listing") -> Select[Any] | None:
        column = getattr(query.table, self.column)
        return select(column, func.count()).select_from(query.table).group_by(column) if self.counts else None


@dataclass(frozen=True)
class Link:
    """Rows that belong to a record: `key` holds its id; `through` are tables joined to them, on a condition."""

    key: Any
    through: Sequence[tuple[Any, Clause]] = ()
    only: Callable[["Listing"], Sequence[Any]] = lambda query: ()


@dataclass(frozen=True)
class Linked(Rule):
    """Some linked row matches. Parameters in `binds` must hold of the same row; one in `leaders` takes over."""

    link: Link = Link(None)
    column: Any = None
    test: Callable[[Any, Any], Clause] = lambda column, value: column.in_(value)
    binds: Sequence[tuple[str, Any]] = ()
    leaders: Sequence[str] = ()
    match: str | None = None  # the parameter that asks for all values instead of any
    negated: bool = False
    countable: bool = True

    def clause(self, value: Any, query: "Listing") -> Clause | None:
        if any(getattr(query, leader) is not None for leader in self.leaders):
            return None
        if self.match and getattr(query, self.match) == "all":
            return and_(*(self.some([item], query) for item in value))
        found = self.some(value, query)
        return ~found if self.negated else found

    def some(self, value: Any, query: "Listing") -> Clause:
        """Some row matches the value and all that is bound to it."""
        bound = [column.in_(given) for name, column in self.binds if (given := getattr(query, name)) is not None]
        return exists(self.rows(query).where(self.test(self.column, value), *bound).with_only_columns(self.link.key))

    def rows(self, query: "Listing") -> Select[Any]:
        """The linked rows of the record at hand."""
        rows = select(self.link.key).where(self.link.key == query.table.id, *self.link.only(query))
        for table, condition in self.link.through:
            rows = rows.join(table, condition)
        return rows.correlate(query.table)

    def facet(self, query: "Listing") -> Select[Any] | None:
        if self.negated or not self.countable:
            return None
        found = select(self.column, func.count(query.table.id.distinct())).select_from(query.table)
        found = found.join(self.link.key.class_, self.link.key == query.table.id)
        for table, condition in self.link.through:
            found = found.join(table, condition)
        return found.where(*self.link.only(query)).group_by(self.column)


@dataclass(frozen=True)
class Asks(Rule):
    """Another way of asking, as a function of the value and the whole query."""

    how: Callable[[Any, Any], Clause | None] = lambda value, query: None

    def clause(self, value: Any, query: "Listing") -> Clause | None:
        return self.how(value, query)


def any_of(column: str, known: Any = None) -> Own:
    """The column has one of the values."""
    return Own(column=column, known=known)


def none_of(column: str) -> Own:
    """The column has none of the values."""
    return Own(column=column, test=lambda own, value: own.not_in(value), counts=False)


def equals(column: str) -> Own:
    """The column has the value."""
    return Own(column=column, test=lambda own, value: own == value)


def at_least(column: str) -> Own:
    """The column has the value or a greater one."""
    return Own(column=column, test=lambda own, value: own >= value, counts=False)
