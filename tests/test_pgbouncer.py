"""PostgreSQL through PgBouncer as it comes: loads, answers, and limits that hold in each transaction."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL, Engine, text
from sqlalchemy.exc import DBAPIError, InternalError

from app.database import Database, at, reason, writable
from app.errors import TooSlow
from app.resources import RESOURCES
from app.seeding.loading.load import load
from app.seeding.loading.staleness import ensure_current
from app.settings import Settings
from app.store import DatasetStore
from app.urls import READY
from tests.support import cli, pgbouncer, postgres
from tests.support.paths import SEED
from tests.support.pgbouncer import PgBouncer
from tests.support.postgres import PostgresServer
from tests.support.questions import example, filters, path
from tests.support.servers import serve
from tests.support.waiting import wait_until

LEAST = 200  # requests


@pytest.fixture(scope="module")
def bouncer(postgresql: PostgresServer) -> Iterator[PgBouncer]:
    """One in front of the server of the tests."""
    with pgbouncer.running(postgresql) as running:
        yield running


@pytest.fixture
def pooled(bouncer: PgBouncer, seeded: URL) -> URL:
    """A new database that holds the real seed, reached through it."""
    return bouncer.url(seeded)


def addresses() -> list[str]:
    """Lists with each of their filters, and each list as a file."""
    lists = [f"{path(item)}?{name}={example(item.query, name)}" for item in RESOURCES for name in single(item.query)]
    files = [kind.address(path(item)) for item in RESOURCES for kind in item.formats if kind.lists]
    pages = ["/", "/dataset", "/search?q=iran", "/search?q=strike&facet=kind", "/events?facet=type,party", READY]
    return [*lists, *files, *pages]


def single(query: type) -> list[str]:
    """The filters whose example is one text that needs no encoding."""
    examples = {name: example(query, name) for name in filters(query)}
    return [name for name, value in examples.items() if isinstance(value, str) and value.isascii() and " " not in value]


def test_loads_and_serves_through_a_pool_of_transactions(bouncer: PgBouncer, url: URL) -> None:
    pooled = bouncer.url(url)
    for _ in range(2):
        load(SEED, pooled)
    assert ensure_current(SEED, pooled) is None, "what is current is not loaded again"
    with serve(pooled, cache_bytes=0) as server:
        asked = addresses()
        for start in range(0, max(LEAST, len(asked)), 8):
            answers = server.get_all(asked[number % len(asked)] for number in range(start, start + 8))
            assert {answer.status for answer in answers} == {200}
        assert "Traceback" not in server.messages()
    assert "unsupported startup parameter" not in bouncer.log()


def test_nothing_can_be_written_while_serving(pooled: URL) -> None:
    database = at(pooled)
    with (
        database.connect(database.read_only(), database.identity()) as connection,
        pytest.raises(InternalError, match="read-only transaction"),
    ):
        connection.execute(text("INSERT INTO alembic_version VALUES ('other')"))
    database.dispose()


def test_checks_do_not_flood_a_pooler_whose_server_is_away() -> None:
    with postgres.running() as own, pgbouncer.running(own) as bouncer:
        database = at(bouncer.url(own.new_database(seeded=True)))
        database.identity()
        own.stop()
        wait_until(lambda: "login has been failing" in why_unreadable(database))
        logins = bouncer.log().count("login attempt")
        assert "login has been failing" in why_unreadable(database), "and not that nothing answered in time"
        assert bouncer.log().count("login attempt") - logins <= 2
        database.dispose()


def why_unreadable(database: Database) -> str:
    """Why a check fails."""
    with pytest.raises((DBAPIError, TimeoutError)) as raised:
        database.identity()
    return reason(raised.value)


def test_a_query_that_takes_too_long_is_ended_and_limits_stay_with_their_transaction(pooled: URL) -> None:
    store = DatasetStore(Settings(database_url=cli.database_url(pooled), query_seconds=0.2))
    for _ in range(3):
        with pytest.raises(TooSlow), store.snapshot() as (connection, *_):
            connection.execute(text("SELECT pg_sleep(20)"))
        with store.snapshot() as (connection, *_):
            assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "200ms"
    store.close()
    assert setting(writable(pooled), "statement_timeout") == "0"
    assert setting(writable(pooled), "transaction_read_only") == "off"


def setting(engine: Engine, name: str) -> str:
    """What a setting is in a transaction of an engine."""
    with engine.begin() as connection:
        return str(connection.exec_driver_sql(f"SHOW {name}").scalar_one())
