"""The same questions to two real servers, one over SQLite and one over PostgreSQL: the same bytes, the same headers."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import Connection, text

from app import addresses
from app.catalogue import COLLECTIONS, Collection
from app.seeding.loading import load
from tests.conftest import PATIENCE, SEED, serving
from tests.postgres import Server
from tests.questions import every_collection, example, filters, path

SETTINGS = {"SKIRMISHES_PUBLIC_URL": "http://127.0.0.1:8000", "SKIRMISHES_CACHE_BYTES": "0"}
Both = tuple[httpx2.Client, httpx2.Client]


@pytest.fixture(scope="module")
def both(database: Path, server: Server) -> Iterator[Both]:
    """A client of each server; their databases hold the same seed."""
    url = server.database("parity")
    load(SEED, url)
    with (
        serving(database, **SETTINGS) as one,
        serving(url, **SETTINGS) as other,
        httpx2.Client(base_url=one, timeout=PATIENCE) as sqlite,
        httpx2.Client(base_url=other, timeout=PATIENCE) as postgresql,
    ):
        yield sqlite, postgresql


def same(both: Both, address: str, question: dict[str, Any] | None = None) -> httpx2.Response:
    """The one answer of both."""
    answers = [client.get(httpx2.URL(address).copy_merge_params(question or {})) for client in both]
    told = [(answer.status_code, answer.content, {**answer.headers, "date": ""}) for answer in answers]
    assert told[0] == told[1], f"{address} {question}"
    assert answers[0].status_code < 500
    return answers[0]


def paged(both: Both, address: str, question: dict[str, Any]) -> int:
    """Follow `next` to the end, which is the same of both; gives the number of pages."""
    answer, count = same(both, address, question).json(), 1
    while following := answer.get("next"):
        answer, count = same(both, following.removeprefix(SETTINGS["SKIRMISHES_PUBLIC_URL"])).json(), count + 1
    return count


@every_collection
def test_every_filter_alone_and_with_every_other_one(collection: Collection, both: Both) -> None:
    query = collection.query
    examples = [{name: example(query, name)} for name in filters(query)]
    for one in examples:
        same(both, path(collection), {**one, "detail": "full"})
    for one, other in combinations(examples, 2):
        same(both, path(collection), {**one, **other})


@every_collection
def test_every_order_to_the_last_page(collection: Collection, both: Both) -> None:
    sorts = list(collection.query.sorts)
    for key in [*sorts, *(f"-{key}" for key in sorts), f"{sorts[0]},-{sorts[-1]}", f"-{sorts[-1]},{sorts[0]}"]:
        assert paged(both, path(collection), {"sort": key, "limit": 4}) >= 1


@every_collection
def test_every_facet(collection: Collection, both: Both) -> None:
    facets = collection.query.facets()
    for question in [{}, *({name: example(collection.query, name)} for name in filters(collection.query))]:
        same(both, path(collection), {**question, "facet": ",".join(facets), "limit": 1})


@every_collection
def test_every_record_and_what_is_none(collection: Collection, both: Both) -> None:
    ids = [record["id"] for record in same(both, path(collection), {"limit": 500, "fields": "id"}).json()["data"]]
    for id in [*ids, "no-such-record", f"{ids[0]}x", "ایران", "%F0%9F%9A%80", "a%00b"]:
        same(both, f"{path(collection)}/{id}")
        same(both, addresses.matrix(collection.kind, id))  # or that there is none


@every_collection
def test_every_refusal(collection: Collection, both: Both) -> None:
    for name in filters(collection.query):
        for value in ("nothing like it", "🚀", "%", "'", "9" * 9, "x" * 201):
            same(both, path(collection), {name: value})
    for question in ({"stort": "id"}, {"sort": "nothing"}, {"limit": "0"}, {"cursor": "eyJ"}, {"facet": "x"}):
        same(both, path(collection), question)


SEARCHES = [
    "ambassador", "iran pakistan", "jai", "j", "مرگ", "مرگ بر سرمچار", "سر", "children killed", "Jaish ul-Adl",
    "2024", "%", "%(q)s", "a & b | !c", "'\"*:&|!()\\", "title : iran", "NOT iran", "İran", "ß", "Ⅳ",
    "strike's", "no such word",
]  # fmt: skip


@pytest.mark.parametrize("words", SEARCHES)
def test_every_search(words: str, both: Both) -> None:
    paged(both, addresses.SEARCH, {"q": words, "limit": 3})
    same(both, addresses.SEARCH, {"q": words, "facet": "kind", "kind": ["event", "claim"]})
    same(both, addresses.RESOLVE, {"q": words})
    for collection in COLLECTIONS:
        if "q" in collection.query.model_fields:
            same(both, path(collection), {"q": words, "facet": collection.query.facets()[0]})


def test_every_word_of_the_record_is_found_in_both(both: Both, sql: Connection) -> None:
    rows = sql.execute(text("SELECT title || ' ' || body FROM search_entries")).scalars()
    for word in sorted({word for row in rows for word in row.split()}):
        found = same(both, addresses.SEARCH, {"q": word})
        assert found.json()["total"] > 0, word


ADDRESSES = [addresses.INDEX, addresses.VOCABULARY, addresses.DATASET, addresses.OPENAPI, "/health/ready", "/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_collection(address: str, both: Both) -> None:
    same(both, address)
