"""Facets: each count is what a filter by its value would find, whatever other filters are given."""

from pathlib import Path
from typing import Any

import httpx2
import pytest

from app.queries.engine.conditions import Column
from app.queries.listing import FACET_LIMIT, MAX_LIMIT
from app.resources import RESOURCES, Resource
from app.vocabulary import VOCABULARIES
from tests.support.questions import asked, every_collection, example, filters, names, path, problem, words
from tests.support.servers import serve

Facets = dict[str, list[dict[str, Any]]]


def counted(http: httpx2.Client, resource: Resource, names: list[str], **question: Any) -> Facets:
    """The facets of an answer of which no more than one record is shown."""
    if not names:
        return {}
    answer = asked(http, path(resource), {**question, "facet": ",".join(names), "facet_limit": 500, "limit": 1})
    facets: Facets = answer["facets"]
    return facets


def total(http: httpx2.Client, resource: Resource, **question: Any) -> int:
    """How many records a question finds."""
    found: int = asked(http, path(resource), {**question, "limit": 1})["total"]
    return found


@pytest.mark.parametrize(
    ("resource", "given"),
    [(resource, name) for resource in RESOURCES for name in [None, *filters(resource.query)]],
    ids=lambda part: getattr(part, "name", str(part)),
)
def test_a_count_is_what_a_filter_by_the_value_finds(
    http: httpx2.Client, resource: Resource, given: str | None
) -> None:
    question = {given: example(resource.query, given)} if given else {}
    names = [name for name in resource.query.facet_names() if name != given]
    for name, items in counted(http, resource, names, **question).items():
        for item in items[:2]:
            if item["value"] is not None:
                assert item["count"] == total(http, resource, **question, **{name: item["value"]}), (name, item)


@every_collection
def test_values_a_record_has_one_of_add_up_to_all_records(http: httpx2.Client, resource: Resource) -> None:
    own = [name for name in resource.query.facet_names() if isinstance(resource.query.conditions()[name], Column)]
    for items in counted(http, resource, own).values():
        assert sum(item["count"] for item in items) == total(http, resource)


@every_collection
def test_the_most_frequent_value_comes_first_and_each_once(http: httpx2.Client, resource: Resource) -> None:
    for items in counted(http, resource, resource.query.facet_names()).values():
        assert [item["count"] for item in items] == sorted((item["count"] for item in items), reverse=True)
        assert len({item["value"] for item in items}) == len(items)
        assert all(item["count"] > 0 for item in items)


@every_collection
def test_a_word_is_shown_with_its_meaning(http: httpx2.Client, resource: Resource) -> None:
    lists = {tuple(word.value for word in words): words for words in VOCABULARIES.values()}
    for name, items in counted(http, resource, resource.query.facet_names()).items():
        closed = lists.get(tuple(words(resource.query, name)))
        for item in items:
            if closed is not None and item["value"] is not None:
                assert item["meaning"] == closed(item["value"]).meaning
            assert item["meaning"] is None or len(item["meaning"]) > 2


def test_all_of_several_parties_count_as_the_filter_counts(http: httpx2.Client) -> None:
    events = RESOURCES[0]
    question = {"party": ["iran", "pakistan"], "party_match": "all"}
    facets = counted(http, events, ["role", "asserted_by"], **question)
    assert facets["role"]
    for name, items in facets.items():
        for item in items:
            if item["value"] is not None:
                assert item["count"] == total(http, events, **question, **{name: item["value"]})


def test_two_bounds_on_figures_count_as_the_filter_counts(http: httpx2.Client) -> None:
    events = RESOURCES[0]
    question = {"min_killed": 1, "max_killed": 9, "min_injured": 1}
    (items,) = counted(http, events, ["claimant"], **question).values()
    assert items
    for item in items:
        if item["value"] is not None:
            assert item["count"] == total(http, events, **question, claimant=item["value"])


@every_collection
def test_the_most_frequent_values_are_shown_and_how_many_there_are(http: httpx2.Client, resource: Resource) -> None:
    for name, items in counted(http, resource, resource.query.facet_names()).items():
        answer = asked(http, path(resource), {"facet": name, "facet_limit": 2})
        assert answer["facets"][name] == items[:2]
        shown = f"The facet {name} shows the 2 most frequent of {len(items)} values; "
        assert [notice.startswith(shown) for notice in answer.get("notices", [])] == [True] * (len(items) > 2)


def test_a_hundred_values_are_shown_unless_more_are_asked_for_and_the_rest_is_counted(large: Path) -> None:
    with serve(large) as server, server.client() as client:
        whole = asked(client, "/events", {"facet": "place", "facet_limit": MAX_LIMIT, "limit": 1})
        values = whole["facets"]["place"]
        assert FACET_LIMIT < len(values) < MAX_LIMIT
        assert "notices" not in whole
        for asking, most in (({}, FACET_LIMIT), ({"facet_limit": 150}, 150), ({"facet_limit": 1}, 1)):
            answer = asked(client, "/events", {"facet": "place", "limit": 1, **asking})
            assert answer["facets"]["place"] == values[:most]
            (notice,) = answer["notices"]
            assert notice.startswith(f"The facet place shows the {most} most frequent of {len(values)} values; ")
        assert names(problem(client.get(f"/events?facet=place&facet_limit={MAX_LIMIT + 1}")), "facet_limit", None)
