"""Addresses there are not, or that are no text: the problem names the fault and the nearest choice."""

import httpx2
import pytest

from app import urls
from tests.support.questions import names, problem

# An address, the name of its problem, the parameter named and a nearest choice.
WRONG: list[tuple[str, str, str | None, str | None]] = [
    ("/evens", "not-found", "path", "/events"),
    ("/events.xlsx", "not-found", "path", "/events.csv"),
    ("/events/kerman-bombings/matrixx", "not-found", "path", None),
    ("/events/kerman-bombing/matrix", "not-found", "id", "kerman-bombings"),
    ("/strikes/kerman-bombings/matrix", "not-found", "id", None),
    ("/events/{}", "not-found", "id", None),
    ("/events/{}.md", "not-found", "id", None),
    ("/events/%7B%7D/matrix", "not-found", "id", None),
    ("/problems/{}", "not-found", "name", None),
    ("/static/none-such.js", "not-found", "path", None),
    ("/static/..%2F..%2Fmain.py", "not-found", "path", None),
    ("/problems/not-foun", "not-found", "name", "not-found"),
    ("/events/kerman-bombings?fields=id", "invalid-parameter", "fields", None),
    ("/dataset?x=1", "invalid-parameter", "x", None),
    ("/docs?x=1", "invalid-parameter", "x", None),
    ("/openapi.json?x=1", "invalid-parameter", "x", None),
    ("/passages?record=dataset", "invalid-parameter", "record", None),
    ("/passages?record=passages/lead-1", "invalid-parameter", "record", "places/…"),
    ("/discrepancies?record=/dataset", "invalid-parameter", "record", "dataset"),
    ("/discrepancies?record=events/kerman", "invalid-parameter", "record", "events/kerman-bombings"),
    ("/search", "invalid-parameter", "q", None),
    ("/search?q=iran&kind=evnt", "invalid-parameter", "kind", "event"),
    ("/search?q=iran&sort=id", "invalid-parameter", "sort", None),
    ("/search?q=iran&detail=full", "invalid-parameter", "detail", None),
    ("/resolve", "invalid-parameter", "q", None),
    ("/events/a%00b", "bad-request", None, None),
    ("/events/a%0Ab", "bad-request", None, None),
    ("/events/%FF", "bad-request", None, None),
    ("/events/%ED%A0%80", "bad-request", None, None),
    (f"/events?q={'a' * 9000}", "target-too-long", None, None),
    (f"/events/{'a' * 9000}", "target-too-long", None, None),
]


@pytest.mark.parametrize("row", WRONG, ids=[address[:40] for address, *_ in WRONG])
def test_it_names_what_is_wrong(http: httpx2.Client, row: tuple[str, str, str | None, str | None]) -> None:
    address, name, parameter, nearest = row
    found = problem(http.get(address))
    assert found.type == urls.problem(name)
    assert names(found, parameter, nearest) if parameter else not found.errors


def test_a_problem_repeats_the_address_it_answers(http: httpx2.Client) -> None:
    assert problem(http.get("/evens?type=%C3%A9&q=a+b")).instance == "/evens?type=%C3%A9&q=a+b"
