"""The methods: GET, HEAD as GET without its body, OPTIONS for any address, nothing else. Any site may read answers."""

import httpx2
import pytest

from app import urls
from app.errors import MEDIA_TYPE, Problem
from app.resources import RESOURCES

METHODS = {"GET", "HEAD", "OPTIONS"}
QUESTIONS = {urls.SEARCH: "?q=a", urls.RESOLVE: "?q=a"}
TOPS = [top + QUESTIONS.get(top, "") for top in urls.TOPS]
FAULTS = [f"/{resource.name}{wrong}" for resource in RESOURCES for wrong in ("/none-such", "?none-such=1")]
EVERYWHERE = [*TOPS, *FAULTS, "/none-such", "/problems/not-found", "/problems/none-such"]


def listed(header: str) -> set[str]:
    """The values of a header with commas."""
    return {value.strip() for value in header.split(",")}


def lasting(headers: httpx2.Headers) -> dict[str, str]:
    """The headers, but for the time and the length, which may depend on it."""
    return {name: value for name, value in headers.items() if name not in {"date", "content-length"}}


@pytest.mark.parametrize("address", EVERYWHERE)
def test_head_is_get_without_its_body(http: httpx2.Client, address: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    got, head = http.get(address, headers=plain), http.head(address, headers=plain)
    assert head.status_code == got.status_code
    assert lasting(head.headers) == lasting(got.headers)
    assert head.content == b""
    if address != urls.READY:  # which tells its age
        assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.content))


@pytest.mark.parametrize("address", EVERYWHERE)
def test_options_tells_what_is_allowed(http: httpx2.Client, address: str) -> None:
    asking = {"Origin": "https://newsroom.example", "Access-Control-Request-Method": "GET"}
    answer = http.options(address, headers=asking)
    assert (answer.status_code, answer.content) == (204, b"")
    assert listed(answer.headers["allow"]) == METHODS
    assert listed(answer.headers["access-control-allow-methods"]) == METHODS
    assert listed(answer.headers["access-control-allow-headers"]) == {"*", "Authorization"}  # * leaves that one out


@pytest.mark.parametrize("address", EVERYWHERE)
def test_nothing_else_is_allowed(http: httpx2.Client, address: str) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE"):
        answer = http.request(method, address)
        assert (answer.status_code, answer.headers["content-type"]) == (405, MEDIA_TYPE)
        assert listed(answer.headers["allow"]) == METHODS
        assert Problem.model_validate_json(answer.content).status == 405


@pytest.mark.parametrize("address", EVERYWHERE)
def test_any_site_may_read_any_answer(http: httpx2.Client, address: str) -> None:
    for method in (*METHODS, "POST"):
        headers = http.request(method, address, headers={"Origin": "https://newsroom.example"}).headers
        assert headers["access-control-allow-origin"] == "*"
        assert {"ETag", "Link"} <= listed(headers["access-control-expose-headers"])
        assert "set-cookie" not in headers


@pytest.mark.parametrize("address", EVERYWHERE)
def test_no_answer_allows_a_browser_more_than_it_needs(http: httpx2.Client, address: str) -> None:
    for method in ("GET", "POST"):
        headers = http.request(method, address).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["referrer-policy"]
        assert "camera=()" in headers["permissions-policy"]
