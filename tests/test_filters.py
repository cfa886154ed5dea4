"""The contract of every filter: documented, its example answers, it narrows, values are OR and filters are AND."""

from itertools import combinations, pairwise
from typing import Any

import httpx2
import pytest

from app import urls
from app.queries.engine.conditions import Exists, Modifier
from app.resources import RESOURCES, Resource
from tests.support.questions import asked, every_collection, example, filters, ids, pages, path, repeats, words

EVERY = [(resource, name) for resource in RESOURCES for name in filters(resource.query)]
MOST_VALUES = 50


def those(which: list[tuple[Resource, str]]) -> pytest.MarkDecorator:
    """A test for each of these filters, named after its resource and itself."""
    return pytest.mark.parametrize(
        ("resource", "name"), which, ids=[f"{resource.name}-{name}" for resource, name in which]
    )


def kept(http: httpx2.Client, resource: Resource, **question: Any) -> set[str]:
    """The ids of the records that a question keeps."""
    return set(ids(http, path(resource), question))


def values(http: httpx2.Client, resource: Resource, name: str) -> list[Any]:
    """Every word a filter takes; of an open list, every value that some record has."""
    if name not in resource.query.facet_names():
        return words(resource.query, name) or example(resource.query, name)
    counted = asked(http, path(resource), {"facet": name})["facets"][name]
    some = [item["value"] for item in counted if item["value"] is not None]
    return words(resource.query, name) or some or example(resource.query, name)


def selects(resource: Resource, name: str) -> bool:
    """Whether a parameter selects records itself, and does not change what another one selects."""
    return not isinstance(resource.query.conditions()[name], Modifier)


@pytest.fixture(scope="module")
def parameters(http: httpx2.Client) -> dict[str, dict[str, Any]]:
    """The parameters of each list, as the OpenAPI document has them."""
    paths = asked(http, urls.OPENAPI)["paths"]
    return {item.name: {it["name"]: it for it in paths[path(item)]["get"]["parameters"]} for item in RESOURCES}


@those(EVERY)
def test_it_is_documented(parameters: dict[str, dict[str, Any]], resource: Resource, name: str) -> None:
    shown = parameters[resource.name][name]
    assert len(shown["description"]) > len(name)
    assert "example" in shown or "examples" in shown or shown["schema"]["examples"]


@those(EVERY)
def test_its_example_finds_some_of_all_records(http: httpx2.Client, resource: Resource, name: str) -> None:
    assert kept(http, resource, **{name: example(resource.query, name)}) <= kept(http, resource)


@pytest.mark.parametrize("name", sorted({name for _, name in EVERY}))
def test_its_example_finds_something_in_some_list(http: httpx2.Client, name: str) -> None:
    asking = [resource for resource, other in EVERY if other == name]
    assert any(kept(http, resource, **{name: example(resource.query, name)}) for resource in asking)


@those([(resource, name) for resource, name in EVERY if repeats(resource.query, name)])
def test_several_values_find_what_each_of_them_finds(http: httpx2.Client, resource: Resource, name: str) -> None:
    given = values(http, resource, name)[:MOST_VALUES]
    each = [kept(http, resource, **{name: value}) for value in given]
    negated = name.startswith("not_")
    assert kept(http, resource, **{name: given}) == (set.intersection if negated else set.union)(*each)
    assert set.union(*each) <= kept(http, resource)


@those([(resource, name) for resource, name in EVERY if name.startswith("not_")])
def test_a_negated_filter_finds_the_others(http: httpx2.Client, resource: Resource, name: str) -> None:
    for value in values(http, resource, name):
        positive = kept(http, resource, **{name.removeprefix("not_"): value})
        assert kept(http, resource, **{name: value}) == kept(http, resource) - positive


@those([(item, name) for item, name in EVERY if isinstance(example(item.query, name), bool) and selects(item, name)])
def test_a_flag_divides_the_records(http: httpx2.Client, resource: Resource, name: str) -> None:
    yes, no = kept(http, resource, **{name: True}), kept(http, resource, **{name: False})
    assert yes | no == kept(http, resource)
    assert not yes & no


@those([(resource, name) for resource, name in EVERY if name.startswith(("min_", "max_"))])
def test_a_stricter_bound_finds_no_more(http: httpx2.Client, resource: Resource, name: str) -> None:
    bounds = range(12) if name.startswith("min_") else range(11, -1, -1)
    found = [kept(http, resource, **{name: bound}) for bound in bounds]
    assert all(later <= earlier for earlier, later in pairwise(found))
    assert found[0] > found[-1]


@every_collection
def test_two_filters_find_what_both_find(http: httpx2.Client, resource: Resource) -> None:
    names = [name for name in filters(resource.query) if selects(resource, name)]
    alone = {name: kept(http, resource, **{name: example(resource.query, name)}) for name in names}
    for one, other in combinations(alone, 2):
        both = kept(http, resource, **{name: example(resource.query, name) for name in (one, other)})
        assert both <= alone[one] & alone[other], (one, other)
        if not bound(resource, one, other):
            assert both == alone[one] & alone[other], (one, other)


def bound(resource: Resource, one: str, other: str) -> bool:
    """Whether two filters must hold of one and the same row of a record."""
    rules = [resource.query.conditions().get(name) for name in (one, other)]
    led = {leader for rule in rules if isinstance(rule, Exists) for leader in rule.merged_into}
    return bool(led & {one, other})


@every_collection
def test_the_total_is_the_number_of_records_on_all_pages(http: httpx2.Client, resource: Resource) -> None:
    for name in filters(resource.query):
        question = {name: example(resource.query, name)}
        found = pages(http, path(resource), question, limit=7)
        assert {page["total"] for page in found} == {sum(page["returned"] for page in found)}
        assert all(page["returned"] == len(page["data"]) for page in found)


@every_collection
def test_the_total_is_null_when_nobody_asked_to_count(http: httpx2.Client, resource: Resource) -> None:
    counted, uncounted = (asked(http, path(resource), {"count": how}) for how in ("exact", "none"))
    assert counted["total"] == len(kept(http, resource))
    assert uncounted["total"] is None
    assert uncounted["data"] == counted["data"]
