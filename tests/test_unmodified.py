"""A client that already has an answer is told so before a row is read; but what it asks must still be a question."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from app.resources import RESOURCES, Resource
from tests.support.servers import PUBLIC_URL, serve

every_collection = pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)


@pytest.fixture(scope="module")
def emptied(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of another node of the public service, whose database has lost its rows."""
    file = shutil.copyfile(database, tmp_path_factory.mktemp("emptied") / "emptied.db")
    with closing(sqlite3.connect(file)) as connection, connection:
        for resource in RESOURCES:
            connection.execute(f"DELETE FROM {resource.name}")  # noqa: S608
    with serve(file, public_url=PUBLIC_URL) as server, server.client() as client:
        yield client


@every_collection
def test_a_list_that_the_client_has_is_not_read(
    public: httpx2.Client, emptied: httpx2.Client, resource: Resource
) -> None:
    for address in (f"/{resource.name}?limit=1", f"/{resource.name}?limit=500"):
        first = public.get(address)
        for _ in range(2):  # the second time from memory
            again = emptied.get(address, headers={"If-None-Match": first.headers["etag"]})
            assert (again.status_code, again.content) == (304, b"")
            for name in ("etag", "cache-control", "vary", "last-modified"):
                assert again.headers[name] == first.headers[name]
        assert emptied.get(address).json()["data"] == [], "who has nothing is sent what there is"
        assert emptied.get(address, headers={"If-None-Match": '"other"'}).json()["data"] == []


@every_collection
def test_a_record_that_the_client_has_must_still_exist(
    public: httpx2.Client, emptied: httpx2.Client, resource: Resource
) -> None:
    address = f"/{resource.name}/{resource.example}"
    held = {"If-None-Match": public.get(address).headers["etag"]}
    assert public.get(address, headers=held).status_code == 304
    assert emptied.get(address, headers=held).status_code == 404


def test_a_fault_is_told_whatever_the_client_has(public: httpx2.Client) -> None:
    for address, status in (("/events?limit=0", 400), ("/events/none-such", 404), ("/none-such", 404)):
        assert public.get(address, headers={"If-None-Match": "*"}).status_code == status


def test_what_was_not_read_for_one_who_has_it_is_read_for_the_next(public: httpx2.Client, database: Path) -> None:
    with serve(database, public_url=PUBLIC_URL) as server, server.client() as fresh:
        for resource in RESOURCES:
            for address in (f"/{resource.name}", f"/{resource.name}/{resource.example}"):
                first = public.get(address)
                assert fresh.get(address, headers={"If-None-Match": first.headers["etag"]}).status_code == 304
                assert fresh.get(address).content == first.content
                assert fresh.head(address).headers["content-length"] == first.headers["content-length"]
