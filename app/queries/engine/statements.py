"""Plans: the SQL of a question, made once for its shape and filled with its values.

Building and compiling a statement costs ten times what SQLite needs to answer it. Questions that differ only in their
values share a plan; its parameters are slots, which know where in a question their value stands.

A filter through linked rows can be answered in two ways. Where few records match, they are listed and sorted; where
many do, a walk in the order of the answer soon meets a page of them. Each way is hopeless where the other is good, and
statistics know only the average value; so the matches are counted first, as far as FEW.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, func, literal, null, or_, select, tuple_

from app.queries.dates import Dated
from app.queries.engine.binds import Slot, slotted
from app.queries.engine.conditions import Clause
from app.queries.engine.prepared import Prepared, prepare
from app.queries.listing import Paged

MOST_PLANS = 4000
FEW = 3000  # about where listing a page's candidates and walking to them cost the same among a million records
Shape = tuple[Any, ...]


@dataclass(frozen=True)
class Plan:
    """The statements of a question: its page, and its count."""

    page: Prepared
    count: Prepared


@dataclass(frozen=True)
class Plans:
    """The plans of a shape: one for each set of filters that few records match, and what looks for those."""

    blank: Paged  # a question of the shape, with slots in the place of values
    looks: dict[str, list[Prepared]]
    made: dict[frozenset[str], Plan] = field(default_factory=dict)

    def few(self, connection: Connection, query: Paged) -> frozenset[str]:
        """The filters that few records match."""
        return frozenset(name for name, looks in self.looks.items() if any(scarce(connection, query, looks)))

    def plan(self, connection: Connection, few: frozenset[str]) -> Plan:
        """The plan where few records match these filters."""
        found = self.made.get(few)
        if found is None:
            found = self.made[few] = Plan(
                prepare(connection, page(self.blank, list(self.blank.clauses(few)))),
                prepare(connection, counted(self.blank, few)),
            )
        return found


plans: dict[Shape, Plans] = {}


def plan(connection: Connection, query: Paged) -> Plan:
    """The plan for questions of this shape."""
    key = (connection.dialect.name, *shape(query))
    found = plans.get(key)
    if found is None:
        if len(plans) >= MOST_PLANS:
            plans.clear()
        found = plans[key] = make(connection, query)
    return found.plan(connection, found.few(connection, query))


def scarce(connection: Connection, query: Paged, looks: Sequence[Prepared]) -> Iterator[bool]:
    """Whether few records match, for each list of a filter."""
    return (look.run(connection, query)[0][0] < FEW for look in looks)


def shape(query: Paged) -> Shape:
    """What statements depend on: which filters are given and how many values each has, order and columns."""
    rules = type(query).rules()
    filters = tuple(
        (name, len(value) if isinstance(value, list) else 0)
        if name in rules and not rules[name].literal
        else (name, str(value))
        for name, value in query.given().items()
    )
    return type(query).__name__, filters, query.sorting(), query.document().key, query.after is not None


def make(connection: Connection, query: Paged) -> Plans:
    """The plans, from a question of its shape with slots in the place of values."""
    rules = type(query).rules()
    given = {name: slotted(name, value) for name, value in query.given().items() if name in rules}
    blank = query.model_copy(update={name: slots for name, slots in given.items() if not rules[name].literal})
    lists = {name: rule.lists(value, blank) for name, rule, value in blank.ruled()}
    looks = {name: [prepare(connection, look(ids)) for ids in found] for name, found in lists.items() if found}
    return Plans(blank, looks)


def look(ids: Select[Any]) -> Select[Any]:
    """How many a list holds, as far as FEW."""
    return select(func.count()).select_from(ids.limit(FEW).subquery())


def counted(query: Paged, few: frozenset[str]) -> Select[Any]:
    """The count: as the page is found, or by lists alone, which reads ids but no record."""
    alone = all(rule.lists(value, query) or rule.clause(value, query) is None for _, rule, value in query.ruled())
    return select(func.count()).select_from(query.table).where(*query.clauses(None if alone else few))


def page(query: Paged, clauses: Sequence[Clause]) -> Select[Any]:
    """The records of a page and one more, in order: document, date precision or null, then the sort key."""
    order = query.order()
    precision = query.table.date_precision if isinstance(query, Dated) and query.asks_for_days else null()
    statement = select(query.document(), precision, *(column for column, _ in order)).where(*clauses)
    if query.after is not None:
        statement = statement.where(beyond(order, [Slot("after", index) for index in range(len(order))]))
    directed = [column.desc() if descending else column.asc() for column, descending in order]
    return statement.order_by(*directed).limit(literal(Slot("limit", None, (one_more,)), Integer))


def one_more(limit: int, query: Paged) -> int:
    """One record more than asked for tells whether there is a next page."""
    return limit + 1


def beyond(order: Sequence[tuple[Any, bool]], after: Sequence[Any]) -> Clause:
    """What comes after a sort key. One row comparison, which an index serves, unless directions are mixed."""
    columns, directions = [column for column, _ in order], {descending for _, descending in order}
    if len(directions) == 1:
        return tuple_(*columns) < tuple_(*after) if directions == {True} else tuple_(*columns) > tuple_(*after)
    steps = []
    for index, (column, descending) in enumerate(order):
        same = [earlier == value for earlier, value in zip(columns[:index], after, strict=False)]
        steps.append(and_(*same, column < after[index] if descending else column > after[index]))
    return or_(*steps)
