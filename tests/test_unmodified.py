"""A client that already has an answer is told so before a row is read; but what it asks must still be a question."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from app.resources import RESOURCES, Resource
from tests.conftest import serving

every_collection = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)


@pytest.fixture(scope="module")
def emptied(http: httpx2.Client, database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A node like the other, but for its rows: it has none left."""
    file = shutil.copyfile(database, tmp_path_factory.mktemp("emptied") / "emptied.db")
    with closing(sqlite3.connect(file)) as connection, connection:
        for resource in RESOURCES:
            connection.execute(f"DELETE FROM {resource.name}")  # noqa: S608
    public = str(http.base_url).rstrip("/")
    with serving(file, SKIRMISHES_PUBLIC_URL=public) as url, httpx2.Client(base_url=url) as client:
        yield client


@every_collection
def test_a_list_that_the_client_has_is_not_read(
    http: httpx2.Client, emptied: httpx2.Client, resource: Resource
) -> None:
    for address in (f"/{resource.name}?limit=1", f"/{resource.name}?limit=500"):
        first = http.get(address)
        for _ in range(2):  # the second time from memory
            again = emptied.get(address, headers={"If-None-Match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
            for name in ("etag", "cache-control", "vary", "last-modified"):
                assert again.headers[name] == first.headers[name]
        assert emptied.get(address).json()["data"] == [], "who has nothing is sent what there is"
        assert emptied.get(address, headers={"If-None-Match": '"other"'}).json()["data"] == []


@every_collection
def test_a_record_that_the_client_has_must_still_exist(
    http: httpx2.Client, emptied: httpx2.Client, resource: Resource
) -> None:
    address = f"/{resource.name}/{resource.example}"
    held = {"If-None-Match": http.get(address).headers["etag"]}
    assert http.get(address, headers=held).status_code == 304
    assert emptied.get(address, headers=held).status_code == 404


def test_a_fault_is_told_whatever_the_client_has(http: httpx2.Client) -> None:
    for address, status in (("/events?limit=0", 400), ("/events/none-such", 404), ("/none-such", 404)):
        assert http.get(address, headers={"If-None-Match": "*"}).status_code == status


def test_what_was_not_read_for_one_who_has_it_is_read_for_the_next(http: httpx2.Client, database: Path) -> None:
    public = str(http.base_url).rstrip("/")
    with serving(database, SKIRMISHES_PUBLIC_URL=public) as url, httpx2.Client(base_url=url) as fresh:
        for resource in RESOURCES:
            for address in (f"/{resource.name}", f"/{resource.name}/{resource.example}"):
                first = http.get(address)
                assert fresh.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
                assert fresh.get(address).content == first.content
                assert fresh.head(address).headers["content-length"] == first.headers["content-length"]
