"""The same questions to two real servers, one over SQLite and one over PostgreSQL: the same bytes, the same headers."""

from itertools import combinations, pairwise
from typing import Any

import httpx2
import pytest
from sqlalchemy import Connection, text

from app import urls
from app.resources import RESOURCES, Resource
from tests.support.questions import every_collection, example, filters, path
from tests.support.servers import PUBLIC_URL

Both = tuple[httpx2.Client, httpx2.Client]


@pytest.fixture
def both(uncached: httpx2.Client, over_postgresql: httpx2.Client) -> Both:
    """A client of a server over each database; both hold the same seed, and neither server caches an answer."""
    return uncached, over_postgresql


def same(both: Both, address: str, question: dict[str, Any] | None = None) -> httpx2.Response:
    """The one answer of both."""
    target, id = httpx2.URL(address).copy_merge_params(question or {}), {"X-Request-ID": "the-same"}
    answers = [client.get(target, headers=id) for client in both]
    told = [(answer.status_code, answer.content, {**answer.headers, "date": ""}) for answer in answers]
    assert told[0] == told[1], f"{address} {question}"
    assert answers[0].status_code < 500
    return answers[0]


def paged(both: Both, address: str, question: dict[str, Any]) -> int:
    """Follow `next` to the end, which is the same of both; gives the number of pages."""
    answer, count = same(both, address, question).json(), 1
    while following := answer.get("next"):
        answer, count = same(both, following.removeprefix(PUBLIC_URL)).json(), count + 1
    return count


@every_collection
def test_every_filter_alone_and_with_the_next_one(resource: Resource, both: Both) -> None:
    examples = filter_examples(resource)
    for one in examples:
        same(both, path(resource), {**one, "detail": "full"})
    for one, other in pairwise(examples):
        same(both, path(resource), {**one, **other})


@pytest.mark.long
@every_collection
def test_every_filter_with_every_other_one(resource: Resource, both: Both) -> None:
    for one, other in combinations(filter_examples(resource), 2):
        same(both, path(resource), {**one, **other})


def filter_examples(resource: Resource) -> list[dict[str, Any]]:
    """Each filter with the value that its documentation shows."""
    return [{name: example(resource.query, name)} for name in filters(resource.query)]


@every_collection
def test_every_order_to_the_last_page(resource: Resource, both: Both) -> None:
    sorts = list(resource.query.sorts)
    for key in [*sorts, *(f"-{key}" for key in sorts), f"{sorts[0]},-{sorts[-1]}", f"-{sorts[-1]},{sorts[0]}"]:
        assert paged(both, path(resource), {"sort": key, "limit": 4}) >= 1


@every_collection
def test_every_facet(resource: Resource, both: Both) -> None:
    facets = resource.query.facet_names()
    for question in [{}, *({name: example(resource.query, name)} for name in filters(resource.query))]:
        same(both, path(resource), {**question, "facet": ",".join(facets), "limit": 1})


@every_collection
def test_every_record_and_what_is_none(resource: Resource, both: Both) -> None:
    ids = [record["id"] for record in same(both, path(resource), {"limit": 500, "fields": "id"}).json()["data"]]
    for id in [*ids, "no-such-record", f"{ids[0]}x", "ایران", "%F0%9F%9A%80", "a%00b"]:
        same(both, f"{path(resource)}/{id}")
        same(both, urls.matrix(resource.kind, id))  # or that there is none


@every_collection
def test_every_refusal(resource: Resource, both: Both) -> None:
    for name in filters(resource.query):
        for value in ("nothing like it", "🚀", "%", "'", "9" * 9, "x" * 201):
            same(both, path(resource), {name: value})
    for question in ({"stort": "id"}, {"sort": "nothing"}, {"limit": "0"}, {"cursor": "eyJ"}, {"facet": "x"}):
        same(both, path(resource), question)


SEARCHES = [
    "ambassador", "iran pakistan", "jai", "j", "مرگ", "مرگ بر سرمچار", "سر", "children killed", "Jaish ul-Adl",
    "2024", "%", "%(q)s", "a & b | !c", "'\"*:&|!()\\", "title : iran", "NOT iran", "İran", "ß", "Ⅳ",
    "strike's", "no such word", "casualties in iran", "death toll", "ISIS", "IS", "Baluchistan", "drone", "pakstan",
]  # fmt: skip


@pytest.mark.parametrize("words", SEARCHES)
def test_every_search(words: str, both: Both) -> None:
    paged(both, urls.SEARCH, {"q": words, "limit": 3})
    same(both, urls.SEARCH, {"q": words, "facet": "kind", "kind": ["event", "claim"]})
    same(both, urls.RESOLVE, {"q": words})
    for resource in RESOURCES:
        if "q" in resource.query.model_fields:
            same(both, path(resource), {"q": words, "facet": resource.query.facet_names()[0]})


def test_every_word_of_the_record_is_found_in_both(both: Both, sql: Connection) -> None:
    rows = sql.execute(text("SELECT title || ' ' || body FROM search_entries")).scalars()
    for word in sorted({word for row in rows for word in row.split()}):
        found = same(both, urls.SEARCH, {"q": word})
        assert found.json()["total"] > 0, word


ADDRESSES = [urls.INDEX, urls.VOCABULARY, urls.DATASET, urls.OPENAPI, urls.LIVE, "/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_collection(address: str, both: Both) -> None:
    same(both, address)


def test_both_are_ready_with_the_same_data(both: Both) -> None:
    answers = [client.get(urls.READY).json() for client in both]
    assert [answer.pop("age") >= 0 for answer in answers] == [True, True]
    assert answers[0] == answers[1]
