"""Parameters by the names that other APIs have for them: an error that suggests ours, if the endpoint has it."""

import httpx2
import pytest

from app.main import routes
from app.web.other_names import CALLBACKS, FORMATS, MEANT, OTHER_NAMES, normalize_name
from tests.support.questions import asked, names, problem

ROWS = [(other, name) for name, others in OTHER_NAMES.items() for other in others]
LISTS = (
    "/events",
    "/strikes",
    "/claims",
    "/events.json",
    "/claims.csv",
    "/feeds/events.atom",
    "/changes",
    "/search?q=iran",
)


@pytest.fixture(scope="module")
def parameters() -> dict[str, set[str]]:
    """The parameters of each address."""
    models = {route.path: route.query_model for route in routes()}
    return {address: set(models[address.partition("?")[0]].model_fields) for address in LISTS}


@pytest.mark.parametrize(("other", "name"), ROWS)
def test_the_parameter_meant_is_suggested(
    http: httpx2.Client, parameters: dict[str, set[str]], other: str, name: str
) -> None:
    for address, accepted in parameters.items():
        found = problem(http.get(httpx2.URL(address).copy_merge_params({other: "2"})))
        (fault,) = found.errors
        assert fault.parameter == other
        assert fault.nearest == ([name] if name in accepted else []), address
        assert fault.message.endswith(f"Did you mean {name}?" if name in accepted else ".")


@pytest.mark.parametrize("spelling", ["pageSize", "PageSize", "page-size", "PAGE_SIZE", "$page_size", "page[size]"])
def test_it_may_be_spelled_in_other_ways(http: httpx2.Client, spelling: str) -> None:
    assert names(problem(http.get("/events", params={spelling: "2"})), spelling, "limit")


@pytest.mark.parametrize("name", [*FORMATS, *CALLBACKS])
@pytest.mark.parametrize("address", ["/events", "/events/kerman-bombings", "/sources", "/dataset"])
def test_what_is_no_parameter_here_is_explained(http: httpx2.Client, address: str, name: str) -> None:
    (fault,) = problem(http.get(address, params={name: "csv"})).errors
    assert (fault.parameter, fault.nearest) == (name, [])
    assert (".csv, .jsonl" if name in FORMATS else "CORS") in fault.message


def test_what_is_advised_works(http: httpx2.Client) -> None:
    assert http.get("/events.csv").status_code == http.get("/events.jsonl").status_code == 200
    assert http.get("/events").headers["access-control-allow-origin"] == "*"
    assert asked(http, "/events", {"limit": 1})["returned"] == 1


def test_no_parameter_of_ours_is_in_the_table() -> None:
    ours = {name for route in routes() for name in route.query_model.model_fields if route.include_in_schema}
    assert OTHER_NAMES.keys() <= ours
    assert not {normalize_name(name) for name in ours} & MEANT.keys()
