"""What tests share: the real seed in a real file, and a real server over it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import URL, Connection, text

from app.database import Target, read_only
from app.seeding.loading.load import load
from app.vocabulary import COLLECTIONS
from tests.benchmarks import pack
from tests.support import postgres

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seed"
PATIENCE = 30  # seconds a server may take to start


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update`: what is kept of the service's answers is written anew; read the diff."""
    parser.addoption("--update", action="store_true", help="write the kept answers, examples and snapshots anew")


@pytest.fixture(scope="session")
def update(pytestconfig: pytest.Config) -> bool:
    """Whether what is kept is to be written anew."""
    return bool(pytestconfig.getoption("--update"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(database: Target, **settings: str) -> Iterator[str]:
    """The real program on a free port; gives its base address, ends it by its own id."""
    port = free_port()
    url = database.render_as_string(hide_password=False) if isinstance(database, URL) else f"sqlite:///{database}"
    environment = {
        **os.environ,
        "SKIRMISHES_DATABASE_URL": url,
        "SKIRMISHES_PORT": str(port),
        **settings,
    }
    command = [sys.executable, "-m", "app", "serve"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert "Listening" in process.stdout.readline(), "the server did not start"
            with httpx2.Client(transport=httpx2.HTTPTransport(retries=8)) as client:
                client.get(f"http://127.0.0.1:{port}/health/live", timeout=PATIENCE)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real seed, loaded."""
    file = tmp_path_factory.mktemp("data") / "skirmishes.db"
    load(SEED, file)
    return file


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A real PostgreSQL server."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def url(server: postgres.Server) -> URL:
    """A new, empty database of it."""
    return server.new()


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic record of some hundred events and claims, to ask more of than the real one can give."""
    folder = tmp_path_factory.mktemp("large")
    pack.write(folder / "seed", 800)
    load(folder / "seed", folder / "large.db")
    return folder / "large.db"


@pytest.fixture(scope="session")
def sql(database: Path) -> Iterator[Connection]:
    """A read-only connection to it."""
    engine = read_only(database)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def base_url(database: Path) -> Iterator[str]:
    """A real server over it."""
    with serving(database) as url:
        yield url


@pytest.fixture(scope="session")
def http(base_url: str) -> Iterator[httpx2.Client]:
    """A client of that server."""
    with httpx2.Client(base_url=base_url, timeout=PATIENCE) as client:
        yield client


@pytest.fixture(scope="session")
def record(sql: Connection) -> dict[str, dict[str, Any]]:
    """Every full document as it is stored, by collection and id."""
    return {
        name: {row.id: json.loads(row.full) for row in sql.execute(text(f"SELECT id, full FROM {name}"))}  # noqa: S608
        for name in COLLECTIONS
    }
