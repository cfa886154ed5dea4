"""The contract of every filter: documented, its example answers, it narrows, values are OR and filters are AND."""

from itertools import combinations, pairwise
from typing import Any

import httpx2
import pytest

from app import addresses
from app.catalogue import COLLECTIONS, Collection
from app.queries.rules import Linked
from tests.questions import asked, every_collection, example, filters, ids, pages, path, repeats, words

EVERY = [(collection, name) for collection in COLLECTIONS for name in filters(collection.query)]
MOST_VALUES = 50


def those(which: list[tuple[Collection, str]]) -> pytest.MarkDecorator:
    """A test for each of these filters, named after its collection and itself."""
    return pytest.mark.parametrize(
        ("collection", "name"), which, ids=[f"{collection.name}-{name}" for collection, name in which]
    )


def kept(http: httpx2.Client, collection: Collection, **question: Any) -> set[str]:
    """The ids of the records that a question keeps."""
    return set(ids(http, path(collection), question))


def values(http: httpx2.Client, collection: Collection, name: str) -> list[Any]:
    """Every word a filter takes; of an open list, every value that some record has."""
    if name not in collection.query.facets():
        return words(collection.query, name) or example(collection.query, name)
    counted = asked(http, path(collection), {"facet": name})["facets"][name]
    some = [item["value"] for item in counted if item["value"] is not None]
    return words(collection.query, name) or some or example(collection.query, name)


@pytest.fixture(scope="module")
def parameters(http: httpx2.Client) -> dict[str, dict[str, Any]]:
    """The parameters of each list, as the OpenAPI document has them."""
    paths = asked(http, addresses.OPENAPI)["paths"]
    return {item.name: {it["name"]: it for it in paths[path(item)]["get"]["parameters"]} for item in COLLECTIONS}


@those(EVERY)
def test_it_is_documented(parameters: dict[str, dict[str, Any]], collection: Collection, name: str) -> None:
    shown = parameters[collection.name][name]
    assert len(shown["description"]) > len(name)
    assert "example" in shown or "examples" in shown or shown["schema"]["examples"]


@those(EVERY)
def test_its_example_finds_some_of_all_records(http: httpx2.Client, collection: Collection, name: str) -> None:
    assert kept(http, collection, **{name: example(collection.query, name)}) <= kept(http, collection)


@pytest.mark.parametrize("name", sorted({name for _, name in EVERY}))
def test_its_example_finds_something_in_some_list(http: httpx2.Client, name: str) -> None:
    asking = [collection for collection, other in EVERY if other == name]
    assert any(kept(http, collection, **{name: example(collection.query, name)}) for collection in asking)


@those([(collection, name) for collection, name in EVERY if repeats(collection.query, name)])
def test_several_values_find_what_each_of_them_finds(http: httpx2.Client, collection: Collection, name: str) -> None:
    given = values(http, collection, name)[:MOST_VALUES]
    each = [kept(http, collection, **{name: value}) for value in given]
    negated = name.startswith("not_")
    assert kept(http, collection, **{name: given}) == (set.intersection if negated else set.union)(*each)
    assert set.union(*each) <= kept(http, collection)


@those([(collection, name) for collection, name in EVERY if name.startswith("not_")])
def test_a_negated_filter_finds_the_others(http: httpx2.Client, collection: Collection, name: str) -> None:
    for value in values(http, collection, name):
        positive = kept(http, collection, **{name.removeprefix("not_"): value})
        assert kept(http, collection, **{name: value}) == kept(http, collection) - positive


@those([(item, name) for item, name in EVERY if isinstance(example(item.query, name), bool)])
def test_a_flag_divides_the_records(http: httpx2.Client, collection: Collection, name: str) -> None:
    yes, no = kept(http, collection, **{name: True}), kept(http, collection, **{name: False})
    assert yes | no == kept(http, collection)
    assert not yes & no


@those([(collection, name) for collection, name in EVERY if name.startswith(("min_", "max_"))])
def test_a_stricter_bound_finds_no_more(http: httpx2.Client, collection: Collection, name: str) -> None:
    bounds = range(12) if name.startswith("min_") else range(11, -1, -1)
    found = [kept(http, collection, **{name: bound}) for bound in bounds]
    assert all(later <= earlier for earlier, later in pairwise(found))
    assert found[0] > found[-1]


@every_collection
def test_two_filters_find_what_both_find(http: httpx2.Client, collection: Collection) -> None:
    alone = {
        name: kept(http, collection, **{name: example(collection.query, name)}) for name in filters(collection.query)
    }
    for one, other in combinations(alone, 2):
        both = kept(http, collection, **{name: example(collection.query, name) for name in (one, other)})
        assert both <= alone[one] & alone[other], (one, other)
        if not bound(collection, one, other):
            assert both == alone[one] & alone[other], (one, other)


def bound(collection: Collection, one: str, other: str) -> bool:
    """Whether two filters must hold of one and the same row of a record."""
    rules = [collection.query.rules().get(name) for name in (one, other)]
    led = {leader for rule in rules if isinstance(rule, Linked) for leader in rule.leaders}
    return bool(led & {one, other})


@every_collection
def test_the_total_is_the_number_of_records_on_all_pages(http: httpx2.Client, collection: Collection) -> None:
    for name in filters(collection.query):
        question = {name: example(collection.query, name)}
        found = pages(http, path(collection), question, limit=7)
        assert {page["total"] for page in found} == {sum(page["returned"] for page in found)}
        assert all(page["returned"] == len(page["data"]) for page in found)


@every_collection
def test_the_total_is_null_when_nobody_asked_to_count(http: httpx2.Client, collection: Collection) -> None:
    counted, uncounted = (asked(http, path(collection), {"count": how}) for how in ("exact", "none"))
    assert counted["total"] == len(kept(http, collection))
    assert uncounted["total"] is None
    assert uncounted["data"] == counted["data"]
