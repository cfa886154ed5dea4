"""Below a path of another host, through a real proxy: every link in every kind of answer leads to an answer of ours."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest

from app import urls
from app.errors import MEDIA_TYPE
from app.exporting.paths import ids_by_collection, own_routes, paths
from app.settings import Settings
from app.store import DatasetStore
from app.web.requests import MAX_TARGET
from tests.support import cli
from tests.support.links import links, resolved
from tests.support.nginx import proxy
from tests.support.patterns import pattern
from tests.support.servers import free_port, serve
from tests.support.waiting import PATIENCE

BASE_PATH = "/archive"
SAMPLE = 3  # addresses of each kind that are requested; the links of each are all looked at
QUERIES = [
    "/search?q=iran",
    "/resolve?q=iran",
    "/view/search?q=iran",
    "/events?limit=2",
    "/events?limit=2&detail=full&facet=type",
    "/changes?since_version=1.0.0&limit=2",
    "/events?type=stike",
]
# Named in the index, but without a query they are an error.
FAILING = {urls.SEARCH, urls.RESOLVE, urls.OEMBED, urls.json_file(urls.SEARCH), urls.json_file(urls.RESOLVE)}
SHOWN = ("json instance", "json value", "json schemes")  # what a client sent; patterns with a star
KINDS = {"link", "json", "url", "markdown", "xml", "csv", "a", "script", "form", "iframe"}
ERRORS: list[tuple[int, str, str, dict[str, str]]] = [  # status, method, target and headers of a request
    (400, "GET", "/events?country=Pakistan", {}),
    (400, "GET", "/events?cursor=x", {}),
    (404, "GET", "/evnts", {}),
    (404, "GET", "/events/kerman-bombing", {}),
    (404, "GET", "/problems/not-fond", {}),
    (404, "GET", "/oembed?url=http://127.0.0.1/", {}),
    (405, "POST", "/events", {}),
    (406, "GET", "/events", {"Accept": "image/png"}),
    (414, "GET", f"/events?q={'x' * MAX_TARGET}", {}),
]
# Spellings that lead to the right address, or to an error that names it.
MISSPELT = [
    "/view/events/kerman-bombing",
    "/embed?what=nothing",
    "/events/Kerman-Bombings",
    "/events/",
    "/view/events/Kerman-Bombings",
    "/events.JSON",
]


class Site:
    """A service below a path, and a client that asks it through the proxy."""

    def __init__(self, client: httpx2.Client, base_url: str) -> None:
        self.client, self.base_url = client, base_url
        self.host = base_url.removesuffix(BASE_PATH)
        self.faults: dict[str, str] = {}
        self.kinds: Counter[str] = Counter()

    def get(self, path: str, method: str = "GET", headers: dict[str, str] | None = None) -> httpx2.Response:
        """The answer to a path of the service."""
        return self.client.request(method, self.base_url + path, headers=headers)

    def own_links(self, response: httpx2.Response) -> Iterator[str]:
        """The path of the service to which each link of a response leads. One that leads elsewhere is a fault."""
        page = str(response.url)
        for link in set(links(response, self.host)):
            target = resolved(link, page)
            if target.startswith(f"{self.base_url}/") or target == self.base_url:
                self.kinds[link.kind.split()[0]] += 1
                if link.kind not in SHOWN and "*" not in target:
                    yield target.removeprefix(self.base_url) or "/"
            elif target.startswith(self.host) or not urlsplit(target).scheme:
                self.faults.setdefault(f"{link.kind}: {link.target}", page)


@pytest.fixture(scope="module")
def proxied(database: Path) -> Iterator[tuple[httpx2.Client, str]]:
    """A client, and the public URL of the service behind nginx."""
    port = free_port()
    base_url = f"http://127.0.0.1:{port}{BASE_PATH}"
    with (
        serve(database, public_url=base_url, contact="desk@news.example") as server,
        proxy(port, BASE_PATH, server.port),
        httpx2.Client(timeout=PATIENCE) as client,
    ):
        yield client, base_url


@pytest.fixture
def site(proxied: tuple[httpx2.Client, str]) -> Site:
    """The service behind nginx, of which no fault is known yet."""
    return Site(*proxied)


@pytest.fixture(scope="module")
def registry(database: Path) -> list[str]:
    """An address of each route, with the first id that it takes."""
    store = DatasetStore(Settings(database_url=cli.database_url(database)))
    ids = ids_by_collection(store)
    store.close()
    return [paths(route, ids)[0] for route in own_routes() if route.path not in FAILING]


def is_answered(site: Site, path: str) -> bool:
    """Whether a link leads to an answer."""
    return path in FAILING or site.get(path).status_code == 200


def test_every_link_in_every_kind_of_answer_leads_to_an_answer(site: Site, registry: list[str]) -> None:
    waiting, requested, sampled = deque([*registry, *QUERIES]), set(), Counter[str]()
    broken: dict[str, str] = {}
    origins: dict[str, str] = {}
    while waiting:
        path = waiting.popleft()
        kind = pattern(path)
        if path in requested or path in FAILING or sampled[kind] >= SAMPLE:
            continue
        requested.add(path)
        sampled[kind] += 1
        response = site.get(path)
        if response.status_code != 200 and path not in QUERIES:
            broken[path] = f"{response.status_code}, linked from {origins.get(path)}"
        for target in site.own_links(response):
            origins.setdefault(target, path)
            waiting.append(target)
    assert (site.faults, broken) == ({}, {})
    assert KINDS - site.kinds.keys() == set()
    assert {route.path for route in own_routes()} - {kind.partition("?")[0] for kind in sampled} == set()


@pytest.mark.parametrize(("status", "method", "target", "headers"), ERRORS)
def test_every_link_of_an_error_leads_to_an_answer(
    site: Site, status: int, method: str, target: str, headers: dict[str, str]
) -> None:
    response = site.get(target, method, headers)
    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (status, MEDIA_TYPE)
    assert [path for path in site.own_links(response) if not is_answered(site, path)] == []
    assert site.faults == {}
    assert problem["type"].startswith(f"{BASE_PATH}/problems/")
    assert f"{BASE_PATH}{target}".startswith(problem["instance"].removesuffix("…"))
    named = re.findall(r"(?<!\S)(/[\w./-]*?)[.,;?]*(?=\s|$)", " ".join([problem["detail"], *messages(problem)]))
    assert [path for path in named if not path.startswith(f"{BASE_PATH}/")] == []
    assert [path for path in named if not is_answered(site, path.removeprefix(BASE_PATH))] == []


def messages(problem: dict[str, Any]) -> list[str]:
    """The message of each fault of an error."""
    return [fault["message"] for fault in problem["errors"]]


@pytest.mark.parametrize("path", MISSPELT)
def test_a_spelling_that_is_mended_leads_to_an_answer(site: Site, path: str) -> None:
    response = site.get(path)
    assert response.status_code in {200, 308, 404}
    assert [target for target in site.own_links(response) if not is_answered(site, target) and target != path] == []
    assert site.faults == {}
