"""Plans on a large database: what is meant to have an index is read off one, for every filter and every order.

What is promised: no order sorts what no filter narrows; a filter that declares an index is searched by it where few
records match; and nothing is
both scanned and sorted. Work is counted in steps of the database's machine, never timed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from app.database import read_only
from app.queries.dates import DateFilters
from app.queries.engine.conditions import Column, Exists
from app.queries.engine.statements import Statement, make_shape
from app.queries.events import EventQuery
from app.queries.listing import ListQuery
from app.resources import RESOURCES, Resource
from app.seeding.loading.load import load
from tests.benchmarks.multiply import RARE, multiply
from tests.benchmarks.pack import LONGEST_DAYS, write
from tests.support.questions import example, filters

EVENTS, COPIES, LIMIT = 1000, 19, 20
SORT_COLUMNS = 4  # of an index in the order of dates: what leads it comes before them
SMALL = 1000  # rows; what the pack has few of may be many elsewhere, so of these no statistics are kept
SORTS = [(resource, sort) for resource in RESOURCES for key in resource.query.sorts for sort in (key, f"-{key}")]
FILTERS = [(resource, name) for resource in RESOURCES for name in filters(resource.query)]
every_sort = pytest.mark.parametrize(("resource", "sort"), SORTS, ids=lambda part: getattr(part, "name", part))
every_filter = pytest.mark.parametrize(("resource", "name"), FILTERS, ids=lambda part: getattr(part, "name", part))
BY_DATE = {
    item.name: [
        next(iter(index.columns)).name
        for index in item.table.__table__.indexes
        if (index.name or "").endswith("_date") and len(index.columns) > SORT_COLUMNS
    ]
    for item in RESOURCES
}
every_dated = pytest.mark.parametrize(
    "resource", [item for item in RESOURCES if issubclass(item.query, DateFilters)], ids=lambda item: item.name
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """A database of twenty thousand events, with statistics of its large tables."""
    folder = tmp_path_factory.mktemp("large")
    write(folder / "pack", EVENTS)
    load(folder / "pack", folder / "large.db")
    multiply(folder / "large.db", COPIES)
    with closing(sqlite3.connect(folder / "large.db")) as writing, writing:
        writing.execute(f"DELETE FROM sqlite_stat1 WHERE CAST(stat AS INTEGER) < {SMALL}")  # noqa: S608
    engine = read_only(folder / "large.db")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def value(connection: Connection, query: type[ListQuery], name: str) -> Any:
    """A value of the kind that the documentation shows, that the database has if it has any."""
    rule, shown = query.conditions().get(name), example(query, name)
    if name == "q":
        return RARE
    if "date" in str(query.model_json_schema()["properties"][name].get("format")):
        column = query.sorts["date"][0]
        middle = select(func.count() / 2).select_from(query.table).scalar_subquery()
        return connection.execute(select(column).order_by(column).limit(1).offset(middle)).scalar() or shown
    if rule is None or rule.literal or not isinstance(shown, list) or not isinstance(rule, Column | Exists):
        return shown
    column = getattr(query.table, rule.column) if isinstance(rule, Column) else rule.column
    found = connection.execute(select(column).where(column.is_not(None)).limit(1)).scalar()
    return shown if found is None else [found]


def question(connection: Connection, query: type[ListQuery], *names: str, **paging: Any) -> ListQuery:
    """A question by these filters."""
    return query(**{name: value(connection, query, name) for name in names}, limit=LIMIT, **paging)


def values(asked: ListQuery, after_key: list[Any] | None = None) -> dict[str, Any]:
    """The values of binds."""
    return {**asked.filter_values(), "rows": LIMIT + 1, "longest_span": LONGEST_DAYS, "after_key": after_key}


def explain(connection: Connection, statement: Statement, asked: ListQuery) -> list[str]:
    """How the database runs a statement."""
    explained = replace(statement, text=f"EXPLAIN QUERY PLAN {statement.text}")
    return [row[3] for row in explained.run(connection, values(asked))]


def steps(connection: Connection, asked: ListQuery, selective: frozenset[str] = frozenset()) -> list[str]:
    """How the database finds the page, if these filters are selective."""
    statements = make_shape(connection, asked, after=False).prepare(connection, selective)
    return explain(connection, statements.page, asked)


def scans(plan: list[str]) -> list[str]:
    """The tables that are walked from end to end; the full-text index and a page's rows go by walks of their own."""
    return [step for step in plan if step.startswith("SCAN") and "VIRTUAL TABLE" not in step and step != "SCAN page"]


def sorted_anew(plan: list[str]) -> list[str]:
    """What is sorted for the answer."""
    return [step for step in plan if "TEMP B-TREE" in step]


def work(connection: Connection, asked: ListQuery, after_key: list[Any] | None = None) -> int:
    """Steps of the database's machine for a page, whatever the computer."""
    statement = make_shape(connection, asked, after=after_key is not None).prepare(connection, frozenset()).page
    statement.run(connection, values(asked, after_key))
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(step, 1)
    statement.run(connection, values(asked, after_key))
    driver.set_progress_handler(None, 0)
    return count


@every_sort
def test_an_order_alone_sorts_nothing(large: Connection, resource: Resource, sort: str) -> None:
    if sort.removeprefix("-") not in resource.query.unindexed_sorts:
        assert sorted_anew(steps(large, question(large, resource.query, sort=sort))) == []


@every_filter
def test_a_filter_with_an_index_is_searched_by_it(large: Connection, resource: Resource, name: str) -> None:
    rule = resource.query.conditions().get(name)
    if rule is None or not rule.indexed:
        return
    few = frozenset([name])
    order = {"sort": "date"} if "date" in resource.query.sorts else {}  # the indexes of filters are in this order
    assert scans(steps(large, question(large, resource.query, name, **order), few)) == []
    probes = make_shape(large, question(large, resource.query, name), after=False).probes
    for sort in resource.query.sorts if probes else ():
        assert scans(steps(large, question(large, resource.query, name, sort=sort), few)) == [], sort


@every_filter
def test_nothing_is_both_scanned_and_sorted(large: Connection, resource: Resource, name: str) -> None:
    for key in resource.query.sorts.keys() - resource.query.unindexed_sorts:
        for sort in (key, f"-{key}"):
            plan = steps(large, question(large, resource.query, name, sort=sort))
            assert not (scans(plan) and sorted_anew(plan)), (sort, plan)


@every_dated
def test_a_window_is_read_in_order_and_costs_no_more_than_ten_pages(large: Connection, resource: Resource) -> None:
    whole = work(large, question(large, resource.query))
    for window in (["on"], ["since"], ["until"], ["since", "until"]):
        for sort in ("date", "-date"):
            asked = question(large, resource.query, *window, sort=sort)
            plan = steps(large, asked)
            assert scans(plan) == sorted_anew(plan) == [], (window, sort)
            assert any("COVERING INDEX" in step for step in plan), (window, sort)  # no row is read for the keys
            assert work(large, asked) <= 10 * whole, (window, sort)


@every_sort
def test_a_page_deep_in_the_list_costs_what_an_early_one_does(large: Connection, resource: Resource, sort: str) -> None:
    if sort.removeprefix("-") in resource.query.unindexed_sorts:
        return
    rows = large.execute(select(func.count()).select_from(resource.table)).scalar_one()
    if rows > LIMIT * 2:
        asked = question(large, resource.query, sort=sort)
        first, second, deep = (work(large, asked, key(large, asked, row)) for row in (0, 1, rows * 9 // 10))
        assert deep <= 1.3 * second
        assert deep <= 2 * first  # a cursor is compared with each row of the page, which takes a few steps


def key(connection: Connection, asked: ListQuery, row: int) -> list[Any] | None:
    """The sort key of a row, counted from one; null for none."""
    if not row:
        return None
    keys = select(*(column for column, _ in asked.order_columns()))
    keys = keys.order_by(*(column.desc() if down else column for column, down in asked.order_columns()))
    return list(connection.execute(keys.limit(1).offset(row - 1)).one())


@every_dated
def test_a_filter_and_a_window_are_counted_in_an_index(large: Connection, resource: Resource) -> None:
    for name, rule in resource.query.conditions().items():
        if isinstance(rule, Column) and rule.indexed and rule.column in BY_DATE[resource.name]:
            asked = question(large, resource.query, name, "since", "until")
            statements = make_shape(large, asked, after=False).prepare(large, frozenset())
            (step,) = explain(large, statements.count, asked)
            assert "SEARCH" in step, (name, step)
            assert "COVERING INDEX" in step, (name, step)


@pytest.mark.parametrize("name", ["type", "subtype", "date_precision", "background", "contested", "responds_to"])
def test_a_filter_in_the_order_of_the_list_is_a_walk_of_an_index(large: Connection, name: str) -> None:
    asked = question(large, EventQuery, name)
    plan = steps(large, asked)
    assert scans(plan) == sorted_anew(plan) == []
    assert work(large, asked) <= 2 * work(large, question(large, EventQuery))
