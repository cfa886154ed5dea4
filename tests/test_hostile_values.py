"""Values that no column can hold: a 400 that names the parameter, on both databases, and never an error of ours."""

import json
from itertools import pairwise, product
from typing import Any

import httpx2
import pytest

from app import urls
from app.queries.engine import cursors
from app.queries.engine.binds import Bind
from app.queries.filters import custom
from app.queries.listing import PagedQuery
from app.queries.lookups import SearchQuery
from app.queries.sources import SourceQuery
from app.resources import RESOURCES
from tests.support.questions import path, problem

QUERIES: dict[str, type[PagedQuery]] = {urls.SEARCH: SearchQuery, **{path(item): item.query for item in RESOURCES}}
HUGE = ("2147483648", "9223372036854775808", "18446744073709551616", "9" * 200, f"-{'9' * 19}", "1e400", "٣" * 20)
LONG = ("㌖" * 200, "\u0130" * 200, "a" * 200)  # the first is 1,200 letters once folded, one word
HOSTILE = (*HUGE, *LONG, "nan", "inf", "'", '"', "%", "\\", "/", "sources/18446744073709551616", "9999-12-31")
KEYS: list[Any] = [
    [1, 2, 3],
    ["1", "2", "3"],
    ["\0", "\0"],
    ["\0", 0, "\0"],
    [0, "\0", "\0"],
    ["a", 2**31, "a"],
    ["a", 2**63, "a"],
    ["a", 10**400, "a"],
    ["a", str(2**64), "a"],
    ["a", f"-{2**64}", "a"],
    [str(2**64), "a", "a"],
    [str(2**64), "a"],
    [2**64, "a"],
    ["a", 1.5, "a"],
    [True, "a"],
]


@pytest.fixture(params=["uncached", "over_postgresql"])
def client(request: pytest.FixtureRequest) -> httpx2.Client:
    """A client of a server over each database."""
    over: httpx2.Client = request.getfixturevalue(request.param)
    return over


@pytest.mark.parametrize("address", QUERIES)
def test_a_value_is_answered_or_named(client: httpx2.Client, address: str) -> None:
    for name in QUERIES[address].model_fields:
        for value in HOSTILE:
            answer = client.get(address, params={"q": "iran", name: value} if address == urls.SEARCH else {name: value})
            if answer.status_code != 200:
                assert answer.status_code == 400, (name, value, answer.text)
                assert problem(answer).type == "/problems/invalid-cursor" or name in {
                    error.parameter for error in problem(answer).errors
                }


@pytest.mark.parametrize("suffix", ["", ".csv", ".jsonl"])
@pytest.mark.parametrize("address", [path(item) for item in RESOURCES if "source" in item.query.model_fields])
def test_a_number_that_is_no_source_is_named(client: httpx2.Client, address: str, suffix: str) -> None:
    for value in ("2147483648", "9223372036854775808", "18446744073709551616", "9" * 200):
        answer = client.get(f"{address}{suffix}", params={"source": value})
        (error,) = problem(answer).errors
        assert (answer.status_code, error.parameter, error.value) == (400, "source", value)


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_a_file_takes_any_number_of_records_or_names_it(client: httpx2.Client, resource: Any, suffix: str) -> None:
    for value in HUGE:
        answer = client.get(f"{path(resource)}.{suffix}", params={"limit": value})
        assert answer.status_code == 400
        assert problem(answer).errors[0].parameter == "limit"
    assert client.get(f"{path(resource)}.{suffix}", params={"limit": "999999999"}).status_code == 200


@pytest.mark.parametrize("address", QUERIES)
def test_a_forged_cursor_is_refused_or_a_place_in_the_list(client: httpx2.Client, address: str) -> None:
    words = {"q": "iran"} if address == urls.SEARCH else {}
    model = QUERIES[address]
    digest = client.get(address, params=words).json()["dataset"]["digest"][:16]
    for sort in getattr(model, "sorts", {"": None}):
        given = {**words, **({"sort": sort} if sort else {})}
        question = cursors.fingerprint(model.model_validate(given))
        for key in KEYS:
            forged = cursors.with_checksum(json.dumps([digest, question, key]).encode())
            answer = client.get(address, params={**given, "cursor": forged})
            assert answer.status_code in {200, 400}, (sort, key, answer.text)
            if answer.status_code == 400:
                assert problem(answer).type == "/problems/invalid-cursor"


PLACES: list[Any] = ["\0", "a\0b", "1", "9999-99-99", 1, -1, 2**31, 2**63, -(2**64), 10**400, 1.5, True, None, [1], {}]


def orders(model: type[PagedQuery]) -> list[str]:
    """Every order of a list by one key, up and down, and by two."""
    names = list(getattr(model, "sorts", {}))
    pairs = [f"-{first},{second}" for first, second in pairwise(names)]
    return ["", *names, *(f"-{name}" for name in names), *pairs]


@pytest.mark.parametrize("address", QUERIES)
def test_any_value_in_any_place_of_a_forged_cursor_is_refused_or_a_place(client: httpx2.Client, address: str) -> None:
    words = {"q": "iran"} if address == urls.SEARCH else {}
    digest = client.get(address, params=words).json()["dataset"]["digest"][:16]
    for sort in orders(QUERIES[address]):
        given = {**words, **({"sort": sort} if sort else {})}
        query = QUERIES[address].model_validate(given)
        fitting = [0 if column.type.python_type is int else "a" for column, _ in query.order_columns()]
        for place, value in product(range(len(fitting)), PLACES):
            key = [*fitting[:place], value, *fitting[place + 1 :]]
            forged = cursors.with_checksum(json.dumps([digest, cursors.fingerprint(query), key]).encode())
            answer = client.get(address, params={**given, "cursor": forged})
            assert answer.status_code in {200, 400}, (sort, key, answer.text)
            if answer.status_code == 400:
                assert problem(answer).type == "/problems/invalid-cursor"


READS: dict[str, Any] = {
    "truth": lambda value, query: query.table.archived.is_not(None) if value else query.table.archived.is_(None),
    "equality": lambda value, query: query.table.id.is_(None) if value == "all" else query.table.id == value,
    "inequality": lambda value, query: query.table.id.is_(None) if value != "all" else query.table.id == value,
    "membership": lambda value, query: query.table.id.is_(None) if value in {"a", "b"} else query.table.id == value,
    "text": lambda value, query: query.table.title.like(f"%{value}%"),
    "order": lambda value, query: query.table.id.is_(None) if value > 5 else query.table.id == value,
    "number": lambda value, query: query.table.number < int(value),
    "arithmetic": lambda value, query: query.table.number < value + 1,
}


@pytest.mark.parametrize("read", READS.values(), ids=list(READS))
def test_a_condition_that_reads_a_value_without_being_literal_fails(read: Any) -> None:
    with pytest.raises(TypeError, match=r"literal=True|not supported|unsupported|must be a string"):
        custom(read).clause(Bind("archived"), SourceQuery())
