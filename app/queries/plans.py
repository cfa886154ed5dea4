"""Plans: the SQL of a question, made once for its shape and filled with its values.

Building and compiling a statement costs ten times what SQLite needs to answer it. Questions that differ only in their
values share a plan; its parameters are slots, which know where in a question their value stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, func, literal, null, or_, select, tuple_

from app.queries.dates import Dated
from app.queries.listing import Paged
from app.queries.prepared import Prepared, prepare
from app.queries.rules import Clause
from app.queries.slots import Slot, slotted

MOST_PLANS = 4000
Shape = tuple[Any, ...]


@dataclass(frozen=True)
class Plan:
    """The statements of a question: its page, and its count."""

    page: Prepared
    count: Prepared


plans: dict[Shape, Plan] = {}


def plan(connection: Connection, query: Paged) -> Plan:
    """The plan for questions of this shape."""
    key = (connection.dialect.name, *shape(query))
    found = plans.get(key)
    if found is None:
        if len(plans) >= MOST_PLANS:
            plans.clear()
        found = plans[key] = make(connection, query)
    return found


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


def make(connection: Connection, query: Paged) -> Plan:
    """The plan, from a question of its shape with slots in the place of values."""
    rules = type(query).rules()
    given = {name: slotted(name, value) for name, value in query.given().items() if name in rules}
    blank = query.model_copy(update={name: slots for name, slots in given.items() if not rules[name].literal})
    clauses = list(blank.clauses())
    counted = select(func.count()).select_from(query.table).where(*clauses)
    return Plan(prepare(connection, page(blank, clauses)), prepare(connection, counted))


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
