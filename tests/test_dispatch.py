"""The dispatcher: it serves every route that FastAPI declares, and no other; every request takes the same way."""

from pathlib import Path

import httpx2
import pytest
from fastapi.routing import APIRoute

from app import urls
from app.errors import NotFound
from app.main import ROUTERS, routes
from app.web.dispatch import ApiRoute, RouteTable
from app.web.headers import COMMON
from tests.support.addresses import ADDRESSES

TABLE = RouteTable(routes())
DECLARED = [route for router in ROUTERS for route in router.routes]


@pytest.mark.parametrize(
    "route", [route for router in ROUTERS for route in router.routes], ids=lambda route: route.path
)
def test_every_declared_route_is_dispatched(route: APIRoute) -> None:
    before, name, after = urls.split_pattern(route.path)
    assert isinstance(route, ApiRoute)
    assert TABLE.match(f"{before}some-id{after}" if name else route.path) == (route, {name: "some-id"} if name else {})


def test_nothing_else_is_dispatched() -> None:
    assert len(TABLE.fixed) + len(TABLE.variable) == len(DECLARED)
    for path in ("", "/nowhere", "/events/", "/events/a/b", "/events.csv/", "/feeds/events/", "/EVENTS", "/static/"):
        with pytest.raises(NotFound):
            TABLE.match(path)


@pytest.mark.parametrize("path", [urls.DOCS, urls.OPENAPI, urls.static("docs.js"), urls.VOCABULARY, "/events.csv"])
def test_documentation_takes_the_same_way_as_data(http: httpx2.Client, path: str) -> None:
    response = http.get(path, headers={"Accept-Encoding": "gzip"})
    assert response.status_code == 200
    assert response.headers["content-encoding"] == "gzip"
    assert {name: response.headers[name] for name in COMMON} == COMMON
    tag = {"If-None-Match": response.headers["etag"], "Accept-Encoding": "gzip"}
    assert http.get(path, headers=tag).status_code == 304
    assert http.get(path, params={"none-such": "1"}).status_code == 400
    head = http.head(path, headers={"Accept-Encoding": "gzip"})
    assert (head.content, head.headers["content-length"]) == (b"", response.headers["content-length"])


def test_a_request_without_a_body_gets_the_same_response_whatever_its_head_looks_like(http: httpx2.Client) -> None:
    plain, empty = http.get("/events"), http.get("/events", headers={"Content-Length": "0"})
    assert (empty.content, empty.headers["etag"]) == (plain.content, plain.headers["etag"])


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address not in ("/", urls.VIEW)])
def test_a_slash_or_capitals_too_many_lead_to_the_address(public: httpx2.Client, address: str) -> None:
    path, mark, query = address.partition("?")
    for other in {f"{path}/", f"{path}//", path.upper(), f"{path.title()}/"} - {path}:
        answer = public.get(f"{other}{mark}{query}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (308, address), other
        assert answer.headers["access-control-allow-origin"] == "*"
        assert public.head(other, follow_redirects=False).status_code == 308


def test_a_redirect_keeps_to_the_address_that_was_asked(public: httpx2.Client) -> None:
    answer = public.get("/events/Kerman-Bombings", headers={"Accept": "text/markdown"}, follow_redirects=False)
    assert answer.headers["location"] == "/events/kerman-bombings"
    several = public.get("/events/KERMAN-BOMBINGS.md/", follow_redirects=False)
    assert several.headers["location"] == "/events/kerman-bombings.md"


def test_an_address_that_leads_nowhere_in_any_spelling_is_not_found(public: httpx2.Client) -> None:
    for path in (
        "/NOWHERE",
        "/nowhere/",
        "//",
        "//EVENTS.example/",
        "/EVENTS/A/B",
        "/events.XLSX",
        "/events/..%2F",
        "/events/..%2Fa/",
    ):
        request = public.build_request("GET", "/", extensions={"target": path.encode()})
        assert public.send(request).status_code == 404, path


def test_an_unknown_suffix_is_told_the_known_ones(public: httpx2.Client) -> None:
    for path in ("/events.xlsx", "/events.xml", "/feeds/events.rss"):
        answer = public.get(path)
        (fault,) = answer.json()["errors"]
        assert answer.status_code == 404
        assert fault["nearest"]
        assert {nearest.partition(".")[0] for nearest in fault["nearest"]} == {path.partition(".")[0]}


def test_a_route_has_at_most_one_variable_part() -> None:
    with pytest.raises(ValueError, match="more than one variable"):
        urls.split_pattern("/events/{id}/{name}")
    assert Path(urls.record("event", "a")).parts == ("/", "events", "a")
