"""Negotiation: a client that takes JSON gets it, whatever else it takes; one that does not is told what there is."""

import httpx2
import pytest

from app.errors import MEDIA_TYPE
from app.resources import RESOURCES
from app.urls import record
from tests.support.addresses import ADDRESSES as EVERY_ADDRESS
from tests.support.addresses import HEALTH
from tests.support.questions import problem

JSON = "application/json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
TAKEN = [
    "*/*",
    "application/*",
    JSON,
    "APPLICATION/JSON",
    "application/json; charset=utf-8",
    "application/json;q=0.1",
    "application/json ; Q=0.5",
    "text/plain, application/json;q=0.2",
    "image/*;q=0.9, */*;q=0.1",
    "*/*;q=0, application/json",
    ", application/json,,",
    BROWSER,
]
REFUSED = [
    "text/plain",
    "image/*",
    "application/json;q=0",
    "*/*;q=0",
    "rubbish",
    "application/json;q=x",
]
ADDRESSES = [f"/{resource.name}" for resource in RESOURCES]
ADDRESSES += [record(resource.kind, resource.example) for resource in RESOURCES]
WRONG = {"/none-such": 404, **{f"/{resource.name}/none-such": 404 for resource in RESOURCES}}
WRONG |= {f"/{resource.name}?none-such=1": 400 for resource in RESOURCES}
EVERYWHERE = [address for address in EVERY_ADDRESS if address not in HEALTH and "security.txt" not in address]

every_address = pytest.mark.parametrize("address", ADDRESSES)


def get(http: httpx2.Client, address: str, *accepted: str) -> httpx2.Response:
    """Ask with these Accept headers, and no others."""
    request = http.build_request("GET", address)
    del request.headers["accept"]
    request.headers = httpx2.Headers([*request.headers.multi_items(), *(("Accept", value) for value in accepted)])
    return http.send(request)


@every_address
def test_who_takes_json_gets_it(http: httpx2.Client, address: str) -> None:
    plain = get(http, address)
    for accepted in [[], *([one] for one in TAKEN), ["text/plain", JSON], ["text/plain;q=0.5", "*/*;q=0.1"]]:
        answer = get(http, address, *accepted)
        assert (answer.status_code, answer.headers["content-type"]) == (200, JSON), accepted
        assert (answer.content, answer.headers["etag"]) == (plain.content, plain.headers["etag"])
        assert "Accept" in answer.headers["vary"].split(", ")


@every_address
def test_who_does_not_is_told_what_there_is(http: httpx2.Client, address: str) -> None:
    assert get(http, address).status_code == 200, "and so is kept ready, for those who take it"
    for accepted in [*([one] for one in REFUSED), ["text/plain", "text/html"]]:
        answer = get(http, address, *accepted)
        (fault,) = problem(answer).errors
        assert (answer.status_code, fault.parameter, fault.nearest[0]) == (406, "Accept", JSON), accepted
        assert JSON in fault.message
        assert "Accept" in answer.headers["vary"].split(", ")


@pytest.mark.parametrize("address", EVERYWHERE)
def test_no_address_sends_what_the_client_does_not_take(public: httpx2.Client, address: str) -> None:
    media_type = public.get(address).headers["content-type"].partition(";")[0]
    for accepted in (media_type, f"{media_type.partition('/')[0]}/*", "*/*", "*", f"{media_type};q=0.1, x/y"):
        answer = get(public, address, accepted)
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, media_type), accepted
    for accepted in ("x/y", f"{media_type};q=0", "x/*, y/z"):
        answer = get(public, address, accepted)
        (fault,) = problem(answer).errors
        assert (answer.status_code, fault.parameter) == (406, "Accept"), accepted
        assert media_type in fault.nearest
        assert problem(answer).instance == address


# A format, and what else it is called, or is made of.
ALSO = [
    ("/events.geojson", [JSON, "application/geojson", "application/vnd.geo+json"]),
    ("/feeds/events.atom", ["text/xml", "application/xml"]),
    ("/sitemap.xml", ["text/xml"]),
    ("/events.csv", ["text/plain"]),
    ("/events.md", ["text/plain"]),
    ("/events.jsonl", [JSON, "application/x-ndjson"]),
    ("/openapi.json", ["application/vnd.oai.openapi+json"]),
    ("/static/embed.v1.js", ["application/javascript"]),
    ("/oembed?url=http://127.0.0.1:8000/view/timeline", ["application/json+oembed"]),
    ("/oembed?url=http://127.0.0.1:8000/view/timeline&format=xml", ["text/xml+oembed", "application/xml"]),
]


@pytest.mark.parametrize(("address", "others"), ALSO)
def test_a_format_is_taken_under_its_other_names_too(public: httpx2.Client, address: str, others: list[str]) -> None:
    for accepted in others:
        assert get(public, address, accepted).status_code == 200, accepted
    assert get(public, address, "image/png").status_code == 406


@pytest.mark.parametrize("address", ["/events/kerman-bombings/matrix", "/strikes/pakistani-strikes-in-iran/matrix"])
def test_who_says_what_can_be_had_in_markdown_too(public: httpx2.Client, address: str) -> None:
    assert get(public, address, "text/markdown").content == get(public, f"{address}.md").content


@pytest.mark.parametrize(("address", "status"), WRONG.items())
def test_an_error_is_a_problem_whatever_is_taken(http: httpx2.Client, address: str, status: int) -> None:
    for accepted in (JSON, "*/*", MEDIA_TYPE, BROWSER, "text/csv"):
        answer = get(http, address, accepted)
        assert problem(answer).status in {status, 406}
        assert answer.status_code == status or accepted in {"text/csv", MEDIA_TYPE}
