"""What tests share: the real seed in a real database, and real servers over it."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import URL, Connection, text

from app.database import read_only
from app.models.packing import unpack
from app.seeding.loading.load import load
from app.vocabulary import COLLECTIONS
from tests.benchmarks import pack
from tests.support import postgres
from tests.support.paths import SEED
from tests.support.servers import PUBLIC_URL, serve
from tests.support.stored import compress, stored
from tests.support.waiting import PATIENCE

LARGE = 800  # events; so many that a question with facets takes a few milliseconds


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update` writes the stored answers, examples and snapshots anew; read the diff."""
    parser.addoption("--update", action="store_true", help="write the stored answers, examples and snapshots anew")


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Whether stored answers are to be written anew."""
    return bool(pytestconfig.getoption("--update"))


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real seed, loaded into a file. A test that changes it makes a copy first."""
    file = tmp_path_factory.mktemp("data") / "skirmishes.db"
    load(SEED, file)
    return file


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented record of some hundred events and claims, loaded into a file; its seed stands beside it."""
    folder = tmp_path_factory.mktemp("large")
    pack.write(folder / "seed", LARGE)
    load(folder / "seed", folder / "large.db")
    return folder / "large.db"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[postgres.PostgresServer]:
    """A real PostgreSQL server."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def url(postgresql: postgres.PostgresServer) -> URL:
    """A new, empty database on it."""
    return postgresql.new_database()


@pytest.fixture
def seeded(postgresql: postgres.PostgresServer) -> URL:
    """A new database on it that holds the real seed."""
    return postgresql.new_database(seeded=True)


@pytest.fixture(scope="session")
def sql(database: Path) -> Iterator[Connection]:
    """A read-only connection to the real seed."""
    engine = read_only(database)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def base_url(database: Path) -> Iterator[str]:
    """The address of a real server over the real seed, with the default settings."""
    with serve(database) as server:
        yield server.url


@pytest.fixture(scope="session")
def http(base_url: str) -> Iterator[httpx2.Client]:
    """A client of that server."""
    with httpx2.Client(base_url=base_url, timeout=PATIENCE) as client:
        yield client


@pytest.fixture(scope="session")
def public(database: Path) -> Iterator[httpx2.Client]:
    """A client of a server with a fixed public URL, so that its answers are the same in every run."""
    with serve(database, public_url=PUBLIC_URL) as server, server.client() as client:
        yield client


@pytest.fixture(scope="session")
def uncached(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """A client of another node of that service, which caches no answer.

    Its file is a copy in which brief documents are compressed, as they are in a large dataset.
    """
    copy = shutil.copyfile(database, tmp_path_factory.mktemp("node") / "copy.db")
    compress(copy)
    with serve(copy, public_url=f"{PUBLIC_URL}/", cache_bytes=0) as server, server.client() as client:
        yield client


@pytest.fixture(scope="session")
def over_postgresql(postgresql: postgres.PostgresServer) -> Iterator[httpx2.Client]:
    """A client of a third node, over PostgreSQL, which caches no answer either."""
    database = postgresql.new_database(seeded=True)
    with serve(database, public_url=PUBLIC_URL, cache_bytes=0) as server, server.client() as client:
        yield client


@pytest.fixture(scope="session")
def record(sql: Connection) -> dict[str, dict[str, Any]]:
    """Every full document as it is stored, by collection and id."""
    return {
        name: {row.id: json.loads(unpack(sql, row.full)) for row in sql.execute(text(stored(name, 'id, "full"')))}
        for name in COLLECTIONS
    }
