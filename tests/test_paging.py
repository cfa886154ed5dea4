"""Paging: every order is complete and without repeats at every page size, and a cursor serves its own question only."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from sqlalchemy import Connection, select

from app.errors import InvalidCursor, Problem, StaleCursor
from app.queries.engine import cursors
from app.resources import RESOURCES, Resource
from app.seeding.loading.load import load
from tests.support.paths import SEED
from tests.support.questions import asked, every_collection, example, filters, ids, pages, path, repeats
from tests.support.servers import serve

SIZES = (1, 2, 7)
LINK = re.compile(r'<([^>]+)>; rel="(\w+)"')


def orders(resource: Resource) -> list[str]:
    """Each sort key up and down, and two keys of which one goes up and one down."""
    keys = list(resource.query.sorts)
    return [*keys, *(f"-{key}" for key in keys), f"{keys[0]},-{keys[-1]}", f"-{keys[0]},{keys[1]}"]


every_order = pytest.mark.parametrize(
    ("resource", "order"),
    [(resource, order) for resource in RESOURCES for order in orders(resource)],
    ids=lambda part: getattr(part, "name", part),
)


def cursor(address: str) -> str:
    """The cursor of an address."""
    return parse_qs(urlsplit(address).query)["cursor"][0]


def first_cursor(http: httpx2.Client, resource: Resource, **question: Any) -> str:
    """A cursor of this question, from its first page of one record."""
    return cursor(asked(http, path(resource), {**question, "limit": 1})["next"])


def refused(http: httpx2.Client, resource: Resource, **question: Any) -> bool:
    """Whether a cursor is refused as invalid."""
    answer = http.get(path(resource), params=question)
    problem = Problem.model_validate_json(answer.content)
    return (answer.status_code, problem.type) == (InvalidCursor.status, f"/problems/{InvalidCursor.name}")


def has_several(resource: Resource) -> bool:
    """Whether the seed has more than one record of it, hence a second page."""
    return len(re.findall("(?m)^- ", (SEED / f"{resource.name}.yaml").read_text(encoding="utf-8"))) > 1


SEVERAL = [resource for resource in RESOURCES if has_several(resource)]
several = pytest.mark.parametrize("resource", SEVERAL, ids=lambda resource: resource.name)


@every_order
def test_an_order_is_that_of_its_columns(http: httpx2.Client, sql: Connection, resource: Resource, order: str) -> None:
    columns = []
    for key in order.split(","):
        descends = key.startswith("-")
        columns += [col.desc() if descends else col.asc() for col in resource.query.sorts[key.removeprefix("-")]]
    last = resource.table.id.desc() if descends else resource.table.id.asc()
    expected = sql.execute(select(resource.table.id).order_by(*columns, last)).scalars().all()
    assert ids(http, path(resource), {"sort": order}) == expected


@every_order
def test_pages_hold_every_record_once_and_in_order(http: httpx2.Client, resource: Resource, order: str) -> None:
    whole = ids(http, path(resource), {"sort": order})
    assert len(set(whole)) == len(whole)
    for size in SIZES:
        assert ids(http, path(resource), {"sort": order}, limit=size) == whole


@every_collection
def test_a_list_has_an_order_when_nobody_asked_for_one(http: httpx2.Client, resource: Resource) -> None:
    assert ids(http, path(resource)) == ids(http, path(resource), {"sort": resource.query.default_sort})


@every_collection
def test_a_filter_holds_on_every_page(http: httpx2.Client, resource: Resource) -> None:
    for name in filters(resource.query):
        question = {name: example(resource.query, name)}
        assert ids(http, path(resource), question, limit=2) == ids(http, path(resource), question)


@every_collection
def test_the_next_page_is_a_whole_address_and_in_the_link_header_too(
    http: httpx2.Client, base_url: str, resource: Resource
) -> None:
    first = f"{base_url}{path(resource)}?limit=5"
    address: str | None = first
    while address:
        answer = http.get(address)
        address = answer.json()["next"]
        links = {name: target for target, name in LINK.findall(answer.headers["link"])}
        assert links == {"first": first, **({"next": address} if address else {})}
        assert address is None or address.startswith(f"{base_url}{path(resource)}?limit=5&cursor=")


@several
def test_a_cursor_is_letters_that_need_no_encoding(http: httpx2.Client, resource: Resource) -> None:
    for page in pages(http, path(resource), {}, limit=3)[:-1]:
        assert re.fullmatch(r"[A-Za-z0-9_-]+", cursor(page["next"]))


@several
def test_a_cursor_serves_any_page_size_and_shape(http: httpx2.Client, resource: Resource) -> None:
    rest = ids(http, path(resource))[1:]
    given = {"cursor": first_cursor(http, resource)}
    for shape in ({}, {"detail": "full"}, {"fields": "id"}, {"count": "none"}):
        assert ids(http, path(resource), {**given, **shape}, limit=500) == rest
        assert ids(http, path(resource), {**given, **shape}, limit=4) == rest


@several
def test_a_cursor_serves_no_other_question(http: httpx2.Client, resource: Resource) -> None:
    given = first_cursor(http, resource)
    for name in filters(resource.query):
        assert refused(http, resource, cursor=given, **{name: example(resource.query, name)}), name
    for order in orders(resource):
        if order != resource.query.default_sort:
            assert refused(http, resource, cursor=given, sort=order), order
    for other in RESOURCES:
        if other is not resource:
            assert refused(http, other, cursor=given), other.name


@several
def test_a_cursor_tampered_with_is_refused(http: httpx2.Client, resource: Resource) -> None:
    given = first_cursor(http, resource)
    changed = [given[:at] + ("A" if given[at] != "A" else "B") + given[at + 1 :] for at in range(len(given))]
    for wrong in (*changed, given[:-1], given[1:], f"{given}A", f"{given}=", f"{given} ", given.swapcase(), "A", "é"):
        assert refused(http, resource, cursor=wrong), wrong


@several
def test_a_cursor_made_up_is_refused_too(http: httpx2.Client, resource: Resource) -> None:
    digest = asked(http, path(resource))["dataset"]["digest"][:16]
    question = cursors.fingerprint(resource.query())
    keys: list[Any] = [[], ["a"] * 9, [{}], [None], [[]], ["\ud800"] * 2, [2**70] * 2, [2**70] * 3, ["a"] * 4, 5, "a"]
    made_up = [json.dumps([digest, question, key]).encode() for key in keys]
    for payload in (*made_up, b"5", b'"a"', b"{}", b"[]", b"[1,2,3]", b'["a","b",5]', b"\xff", b"[" * 500):
        assert refused(http, resource, cursor=cursors.with_checksum(payload)), payload


@several
def test_a_cursor_serves_its_question_in_any_spelling(http: httpx2.Client, resource: Resource) -> None:
    names = [name for name in filters(resource.query) if repeats(resource.query, name)]
    facets = asked(http, path(resource), {"facet": ",".join(resource.query.facet_names())})["facets"]
    for name in set(names) & set(facets):
        given = [item["value"] for item in facets[name] if item["value"] is not None][:3]
        if len(given) > 1 and (following := asked(http, path(resource), {name: given, "limit": 1})["next"]):
            again = {name: given[::-1], "cursor": cursor(following)}
            assert ids(http, path(resource), again) == ids(http, path(resource), {name: given})[1:]


def test_a_cursor_is_replaced_however_its_name_is_written(http: httpx2.Client) -> None:
    given = first_cursor(http, RESOURCES[0])
    following = asked(http, f"{path(RESOURCES[0])}?limit=1&c%75rsor={given}")["next"]
    assert asked(http, following)["returned"] == 1


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of a server of the next version of the dataset."""
    folder = tmp_path_factory.mktemp("later")
    shutil.copytree(SEED, folder / "seed")
    head = folder / "seed" / "article.yaml"
    head.write_text(re.sub(r"(?m)^version: .*$", "version: 99.0.0", head.read_text(encoding="utf-8")), encoding="utf-8")
    database: Path = folder / "later.db"
    load(folder / "seed", database)
    with serve(database) as server, server.client() as client:
        yield client


@several
def test_a_cursor_of_an_older_version_is_gone_and_says_where_to_start_again(
    http: httpx2.Client, later: httpx2.Client, resource: Resource
) -> None:
    question = f"limit=2&sort=-id&cursor={first_cursor(http, resource, sort='-id')}"
    answer = later.get(f"{path(resource)}?{question}")
    problem = Problem.model_validate_json(answer.content)
    assert (answer.status_code, problem.type) == (410, f"/problems/{StaleCursor.name}")
    base = str(later.base_url).rstrip("/")
    assert LINK.findall(answer.headers["link"]) == [(f"{base}{path(resource)}?limit=2&sort=-id", "first")]
    assert later.get(f"{path(resource)}?limit=2&sort=-id").status_code == 200
    assert later.get(problem.type).json()["data"]["status"] == 410
