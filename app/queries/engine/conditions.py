"""Rules: how a value of a parameter selects records, and how a facet counts them. A rule knows no resource by name."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_

from app.vocabulary import RecordKind

if TYPE_CHECKING:
    from app.queries.listing import Paged

Clause = ColumnElement[bool]


@dataclass(frozen=True)
class Rule:
    """`clause` selects; `known` is the column that lists the values there are, for values that are no closed list.

    Values may be slots (see slots.py): a clause passes them on, and makes others of them only by `derived`. A rule
    whose SQL depends on the value itself is `literal`. One that is `indexed` promises that no table is scanned for it
    (tests/test_query_plans.py holds it to that); one that is not says why where it is declared.
    """

    known: Any = None
    literal: bool = False
    indexed: bool = True

    def clause(self, value: Any, query: "Paged") -> Clause | None:
        """The condition for a value given, of the record at hand; null when another parameter's rule holds it."""
        raise NotImplementedError

    def lists(self, value: Any, query: "Paged") -> Sequence[Select[Any]]:
        """The same condition as lists of ids, in all of which a record must be; none where it is no such thing."""
        return ()

    def listed(self, value: Any, query: "Paged") -> Clause | None:
        """The condition by its lists: best where few records match, or where all are wanted, as in a count."""
        lists = self.lists(value, query)
        return and_(*(query.table.id.in_(ids) for ids in lists)) if lists else self.clause(value, query)

    def facet(self, query: "Paged") -> Select[Any] | None:
        """Value and count, over all records; null when the parameter can not be counted by."""
        return None


@dataclass(frozen=True)
class Own(Rule):
    """The record's own column, named, so that collections can share the parameter."""

    column: str = ""
    test: Callable[[Any, Any], Clause] = lambda column, value: column.in_(value)
    counts: bool = True

    def clause(self, value: Any, query: "Paged") -> Clause | None:
        return self.test(getattr(query.table, self.column), value)

    def facet(self, query: "Paged") -> Select[Any] | None:
        column = getattr(query.table, self.column)
        return select(column, func.count()).select_from(query.table).group_by(column) if self.counts else None


@dataclass(frozen=True)
class Records:
    """Values that are addresses of records: of these kinds, or one of these other words."""

    kinds: tuple[RecordKind, ...]
    others: tuple[str, ...] = ()
    changed: bool = False  # a record that only a change tells of is known too


@dataclass(frozen=True)
class Link:
    """Rows that belong to a record: `key` holds its id; `through` are tables joined to them, on a condition."""

    key: Any
    through: Sequence[tuple[Any, Clause]] = ()
    only: Callable[["Paged"], Sequence[Any]] = lambda query: ()


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

    def clause(self, value: Any, query: "Paged") -> Clause | None:
        if self.led(query):
            return None
        own = self.link.key == query.table.id
        found = and_(*(exists(rows.where(own).correlate(query.table)) for rows in self.matches(value, query)))
        return ~found if self.negated else found

    def lists(self, value: Any, query: "Paged") -> Sequence[Select[Any]]:
        return () if self.negated or self.led(query) else [rows.correlate(None) for rows in self.matches(value, query)]

    def led(self, query: "Paged") -> bool:
        """Whether a parameter given has taken this one over."""
        return any(getattr(query, leader) is not None for leader in self.leaders)

    def parts(self, value: Any, query: "Paged") -> list[Any]:
        """What some row each must match: the value as a whole, or each of its items."""
        return [[item] for item in value] if self.match and getattr(query, self.match) == "all" else [value]

    def matches(self, value: Any, query: "Paged") -> list[Select[Any]]:
        """The linked rows that match each part of the value and all that is bound to it, as the ids they belong to."""
        rows = select(self.link.key).where(*self.link.only(query), *self.bound(query))
        for table, condition in self.link.through:
            rows = rows.join(table, condition)
        return [rows.where(self.test(self.column, part)) for part in self.parts(value, query)]

    def bound(self, query: "Paged") -> list[Clause]:
        """What the parameters bound to this one ask of the row."""
        return [column.in_(given) for name, column in self.binds if (given := getattr(query, name)) is not None]

    def facet(self, query: "Paged") -> Select[Any] | None:
        if self.negated or not self.countable:
            return None
        found = select(self.column, func.count(query.table.id.distinct())).select_from(query.table)
        found = found.join(self.link.key.class_, self.link.key == query.table.id)
        for table, condition in self.link.through:
            found = found.join(table, condition)
        return found.where(*self.link.only(query), *self.bound(query), *self.ruled(query)).group_by(self.column)

    def ruled(self, query: "Paged") -> Iterator[Clause]:
        """What each leader given asks of rows with the counted value: a count is what a filter by the value finds."""
        counted = func.coalesce(self.column, literal(""))
        for name in self.leaders:
            leader, given = type(query).rules()[name], getattr(query, name)
            if given is not None and isinstance(leader, Linked) and not leader.led(query):
                for part in leader.parts(given, query):
                    rows = select(self.link.key, counted).where(leader.test(leader.column, part), *leader.bound(query))
                    yield tuple_(query.table.id, counted).in_(rows.correlate(None))


@dataclass(frozen=True)
class Asks(Rule):
    """Another way of asking, as a function of the value and the whole query."""

    how: Callable[[Any, Any], Clause | None] = lambda value, query: None

    def clause(self, value: Any, query: "Paged") -> Clause | None:
        return self.how(value, query)


def any_of(column: str, known: Any = None) -> Own:
    """The column has one of the values."""
    return Own(column=column, known=known)


def none_of(column: str) -> Own:
    """The column has none of the values."""
    return Own(column=column, test=lambda own, value: own.not_in(value), counts=False, indexed=False)  # most have none


def equals(column: str, *, indexed: bool = True) -> Own:
    """The column has the value."""
    return Own(column=column, test=lambda own, value: own == value, indexed=indexed)


def at_least(column: str) -> Own:
    """The column has the value or a greater one. Most records do, so a page is met on a walk; an index counts them."""
    return Own(column=column, test=lambda own, value: own >= value, counts=False, indexed=False)
