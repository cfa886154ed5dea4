"""JSON under the names of files: the same answer as without the suffix, with the same parameters and pages."""

from typing import Any

import httpx2
import pytest

from app import urls
from app.main import routes
from app.resources import RESOURCES, Resource
from app.routers import file_names
from app.web.dispatch import ApiRoute
from tests.support.questions import asked, every_collection, names, path, problem, records

EXAMPLES = {resource.name: resource.example for resource in RESOURCES} | {"problems": "not-found"}
REQUIRED = {urls.SEARCH: {"q": "iran"}, urls.RESOLVE: {"q": "Iran"}}
ALIASES = {urls.json_file(route.path): route for route in routes()}
NAMED = [route for route in file_names.router.routes if isinstance(route, ApiRoute)]


def example(pattern: str) -> str:
    """An address of a pattern."""
    before, name, after = urls.split_pattern(pattern)
    return f"{before}{EXAMPLES[before.strip('/')]}{after}" if name else pattern


def without_addresses(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without the members that repeat the address asked for."""
    return {name: value for name, value in answer.items() if name not in {"citation", "next"}}


@pytest.mark.parametrize("route", NAMED, ids=lambda route: str(route.path))
def test_the_name_of_a_file_answers_as_the_address_without_it(http: httpx2.Client, route: ApiRoute) -> None:
    bare = ALIASES[route.path].path
    question = REQUIRED.get(bare, {})
    named, plain = (http.get(example(pattern), params=question) for pattern in (route.path, bare))
    assert named.status_code == plain.status_code == 200
    assert without_addresses(named.json()) == without_addresses(plain.json())
    assert named.headers["etag"] != plain.headers["etag"]
    assert names(problem(http.get(example(route.path), params={**question, "none-such": "1"})), "none-such", None)


def test_every_list_record_and_lookup_has_one() -> None:
    patterns = {route.path for route in NAMED}
    for resource in RESOURCES:
        bare = urls.collection(resource.name)
        assert {f"{bare}.json", f"{bare}/{{id}}.json"} <= patterns
    assert {"/index.json", "/search.json", "/resolve.json", "/vocabulary.json", "/dataset.json"} <= patterns
    assert {"/events/{id}/matrix.json", "/strikes/{id}/matrix.json", "/problems/{name}.json"} <= patterns


@every_collection
def test_pages_stay_at_the_name(http: httpx2.Client, resource: Resource) -> None:
    address = urls.json_file(path(resource))
    first = asked(http, address, {"limit": 1})
    assert first["next"] is None or httpx2.URL(first["next"]).path == address
    paged = records(http, address, {"sort": "-id"}, limit=7)
    assert paged == records(http, path(resource), {"sort": "-id"})


def test_an_id_that_there_is_not_is_named(http: httpx2.Client) -> None:
    assert names(problem(http.get("/events/kerman-bombing.json")), "id", "kerman-bombings")
