"""A property: any combination of valid filters finds a part of the whole list, the same through every page size."""

from datetime import date
from itertools import chain
from typing import Any, Literal, get_args, get_origin

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select, text

from app.queries.engine.conditions import NameChoices, RecordChoices
from app.queries.listing import ListQuery
from app.resources import RESOURCES, Resource
from tests.support.questions import Asked, every_collection, example, filters, ids, pages, path, repeats, within, words

Strategy = st.SearchStrategy[Any]
SIZES = (1, 2, 7)
MOST_FILTERS = 4
DAYS = st.one_of(st.dates(date(2023, 12, 25), date(2024, 4, 5)), st.dates()).map(str)
LONGITUDES, LATITUDES = st.integers(-180, 180), st.integers(-90, 90)
BOXES = st.tuples(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES).map(
    lambda sides: f"{sides[0]},{min(sides[1], sides[3])},{sides[2]},{max(sides[1], sides[3])}"
)


@pytest.fixture(scope="module")
def texts(sql: Connection) -> Strategy:
    """Words of the record, whole or begun, one or two; and any text at all that can be printed."""
    titles = sql.execute(text("SELECT title FROM search_entries")).scalars()
    own = st.sampled_from(sorted(set(chain.from_iterable(title.split() for title in titles))))
    anything = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.isprintable)
    return st.one_of(own, own.map(lambda word: word[:2].upper()), st.tuples(own, own).map(" ".join), anything)


def closed(query: type[ListQuery], name: str) -> list[Any]:
    """The values of a filter that takes a closed list of words, or true and false."""
    parts = within(query.model_fields[name].annotation)
    literal = [choice for part in parts if get_origin(part) is Literal for choice in get_args(part)]
    return words(query, name) or literal or ([True, False] if isinstance(example(query, name), bool) else [])


def known(sql: Connection, query: type[ListQuery], name: str) -> list[str]:
    """Every value that a filter by ids or other known values takes."""
    column = getattr(query.conditions().get(name), "choices", None)
    if isinstance(column, RecordChoices):
        items = [item for item in RESOURCES if item.kind in column.kinds]
        addressed = [f"{item.name}/{id}" for item in items for id in sql.execute(select(item.table.id)).scalars()]
        return [*column.others, *addressed]
    if isinstance(column, NameChoices):
        return column.names(sql)
    if column is None:
        return []
    return list(sql.execute(select(column).where(column.is_not(None)).distinct().order_by(column)).scalars())


def one_value(sql: Connection, texts: Strategy, query: type[ListQuery], name: str) -> Strategy:
    """Any valid value of a filter."""
    listed = closed(query, name) or known(sql, query, name)
    if listed:
        return st.sampled_from(listed)
    return st.integers(0, 12) if isinstance(example(query, name), int) else {"q": texts, "bbox": BOXES}.get(name, DAYS)


def questions(sql: Connection, texts: Strategy, resource: Resource) -> Strategy:
    """A few filters, each with any valid values, and any order."""
    query, values = resource.query, {}
    for name in filters(query):
        value = one_value(sql, texts, query, name)
        values[name] = st.lists(value, min_size=1, max_size=3, unique=True) if repeats(query, name) else value
    orders = st.sampled_from([sign + key for key in query.sorts for sign in ("", "-")])
    some = st.lists(st.sampled_from(list(values)), max_size=MOST_FILTERS, unique=True)
    return some.flatmap(
        lambda names: st.fixed_dictionaries({"sort": orders, **{name: values[name] for name in names}})
    ).map(in_order)


def in_order(question: Asked) -> Asked:
    """The question with its window the right way round."""
    if question.get("since", "") > question.get("until", "9999-12-31"):
        return {**question, "since": question["until"], "until": question["since"]}
    return question


@every_collection
@pytest.mark.parametrize("examples", [10, pytest.param(200, marks=pytest.mark.long)])
def test_any_filters_find_a_part_of_the_list_through_every_page_size(
    http: httpx2.Client, sql: Connection, texts: Strategy, resource: Resource, examples: int
) -> None:
    whole = set(ids(http, path(resource)))

    @settings(max_examples=examples, deadline=None, derandomize=True, database=None)
    @given(questions(sql, texts, resource))
    def holds(question: Asked) -> None:
        (page,) = pages(http, path(resource), question)
        found = [record["id"] for record in page["data"]]
        assert set(found) <= whole
        assert len(set(found)) == len(found) == page["total"]
        for size in SIZES:
            assert ids(http, path(resource), question, limit=size) == found

    holds()
