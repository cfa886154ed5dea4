"""Ids in parameters: found in whatever case they are given; other values are as the record spells them."""

from typing import Any

import httpx2
import pytest

from app.models import TABLES
from app.queries.engine.conditions import Condition, RecordChoices
from app.resources import RESOURCES, Resource
from tests.support.questions import asked, example, filters, names, path, problem

IDS = {table.id for table in TABLES.values()}


def takes_ids(condition: Condition) -> bool:
    """Whether the values of a parameter are ids or paths of records."""
    return isinstance(condition.choices, RecordChoices) or any(condition.choices is column for column in IDS)


ID_PARAMETERS = [
    (resource, name)
    for resource in RESOURCES
    for name in filters(resource.query)
    if takes_ids(resource.query.conditions()[name])
]
every_id_parameter = pytest.mark.parametrize(
    ("resource", "name"), ID_PARAMETERS, ids=[f"{resource.name}-{name}" for resource, name in ID_PARAMETERS]
)


def shown(http: httpx2.Client, resource: Resource, **question: Any) -> Any:
    """What an answer says of the records that a question keeps."""
    answer = asked(http, path(resource), question)
    return answer["data"], answer["total"]


def test_there_are_such_parameters() -> None:
    assert {"party", "not_party", "person", "place", "source", "record", "claimant", "event", "responds_to"} <= {
        name for _, name in ID_PARAMETERS
    }


@every_id_parameter
def test_an_id_is_found_in_any_case(http: httpx2.Client, resource: Resource, name: str) -> None:
    (id,) = example(resource.query, name)
    expected = shown(http, resource, **{name: id})
    for spelling in (id.upper(), id.title(), id.capitalize()):
        assert shown(http, resource, **{name: spelling}) == expected
        assert shown(http, resource, **{name: [spelling, id]}) == expected


@every_id_parameter
def test_an_unknown_id_is_repeated_as_it_was_given(http: httpx2.Client, resource: Resource, name: str) -> None:
    (fault,) = problem(http.get(path(resource), params={name: "NO-Such-Id"})).errors
    assert (fault.parameter, fault.value) == (name, "NO-Such-Id")


def test_a_cursor_serves_every_case(http: httpx2.Client) -> None:
    first = asked(http, "/events", {"party": "Pakistan", "limit": 2})
    cursor = httpx2.URL(first["next"]).params["cursor"]
    expected = asked(http, "/events", {"party": "pakistan", "limit": 4})["data"]
    following = asked(http, "/events", {"party": "PAKISTAN", "limit": 2, "cursor": cursor})["data"]
    assert [*first["data"], *following] == expected


def test_files_take_ids_in_any_case_too(http: httpx2.Client) -> None:
    upper, lower = (http.get(f"/events.csv?party={party}") for party in ("JAISH-UL-ADL", "jaish-ul-adl"))
    assert upper.status_code == 200
    assert upper.content == lower.content


def test_what_the_data_names_keeps_its_case(http: httpx2.Client) -> None:
    assert names(problem(http.get("/passages?section=Lead")), "section", "lead")
