"""The program over PostgreSQL: its commands, data exchanged under load, a database that goes and comes back."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from sqlalchemy import URL

from app.database import writable
from app.seeding.loading.load import load
from app.seeding.loading.migrate import migrate, newest_revision
from app.urls import LIVE, READY
from tests.support import cli, postgres
from tests.support.paths import SEED
from tests.support.postgres import PostgresServer
from tests.support.questions import problem
from tests.support.servers import serve
from tests.support.waiting import wait_until
from tests.test_dataset_swap import CLIENTS, QUESTIONS, TITLE, told

SECRET = "not-to-be-told"  # noqa: S105, whoever asks the server of the tests is let in


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same seed with another title for one event."""
    seed = Path(shutil.copytree(SEED, tmp_path_factory.mktemp("changed") / "seed"))
    events = (seed / "events.yaml").read_text(encoding="utf-8")
    (seed / "events.yaml").write_text(events.replace(TITLE, "title: Another title"), encoding="utf-8")
    return seed


def eventually(client: httpx2.Client, address: str, status: int) -> httpx2.Response:
    """The answer, once it has this status."""
    wait_until(lambda: client.get(address).status_code == status)
    answer = client.get(address)
    assert answer.status_code == status
    return answer


@pytest.mark.parametrize("loads", [2, pytest.param(12, marks=pytest.mark.long)])
def test_an_answer_is_of_one_version_while_loads_follow_one_another(loads: int, seeded: URL, changed: Path) -> None:
    seen: set[tuple[str, str]] = set()
    with (
        serve(seeded, cache_bytes=0) as server,
        server.client() as client,
        ThreadPoolExecutor(CLIENTS) as pool,
    ):
        for number in range(loads):
            loading = pool.submit(load, SEED if number % 2 else changed, seeded)
            while not loading.done():
                seen |= {answer.result() for answer in [pool.submit(told, client, n) for n in range(QUESTIONS)]}
    assert len({digest for digest, _ in seen}) == 2, "both versions were served"
    assert len(seen) == 2, "no title came with the other version's digest"


def test_a_file_is_of_one_version_while_loads_follow_one_another(seeded: URL, changed: Path) -> None:
    seen: set[bytes] = set()
    with serve(seeded, cache_bytes=0) as server, server.client() as client, ThreadPoolExecutor(1) as pool:
        for seed in (changed, SEED):
            loading = pool.submit(load, seed, seeded)
            while not loading.done():
                seen.add(client.get("/events.jsonl").raise_for_status().content)
            loading.result()
            seen.add(client.get("/events.jsonl").raise_for_status().content)
    assert len(seen) == 2


def test_a_cached_answer_is_dropped_after_a_load(seeded: URL, changed: Path) -> None:
    with serve(seeded) as server, server.client() as client:
        before = told(client, 0)
        load(changed, seeded)
        wait_until(lambda: told(client, 0) != before)
        assert told(client, 0)[1] == "Another title"


@pytest.fixture
def own() -> Iterator[PostgresServer]:
    """A server that the test may stop."""
    with postgres.running() as server:
        yield server


def test_a_database_that_goes_is_not_ready_and_one_that_comes_back_is(own: PostgresServer) -> None:
    url = own.new_database("served", seeded=True)
    own.stop()
    with serve(url, cache_bytes=0) as server, server.client() as client:
        for _ in range(2):  # it may be down when the service starts, and go down later
            for address in (READY, "/events", "/events/kerman-bombings", "/search?q=iran"):
                answer = eventually(client, address, 503)
                assert problem(answer).type == "/problems/not-ready"
                assert answer.headers["retry-after"] == "5"
            assert client.get(LIVE).status_code == 200
            own.start()
            for address in (READY, "/events", "/dataset", "/search?q=iran"):
                eventually(client, address, 200)
            own.stop()


def test_an_empty_database_is_not_ready_until_it_is_seeded(url: URL) -> None:
    with serve(url) as server, server.client() as client:
        assert client.get(READY).status_code == 503
        migrate(writable(url))
        assert client.get("/events").status_code == 503
        load(SEED, url)
        eventually(client, "/events", 200)


def test_a_table_that_may_not_be_read_is_named_in_the_log(postgresql: PostgresServer) -> None:
    url, granted = postgresql.new_database("partly", seeded=True), "dataset, claims, claim_documents, event_documents"
    postgresql.run("partly", "CREATE ROLE half LOGIN", f"GRANT SELECT ON {granted} TO half")
    with serve(url.set(username="half"), cache_bytes=0) as server:
        assert [server.get(address).status for address in ("/claims", "/events", "/events", READY)] == [
            200,
            503,
            503,
            200,
        ]
        lines = [line for line in server.messages().splitlines() if "permission denied for table events" in line]
        assert len(lines) == 1, server.messages()


def test_the_commands_do_as_they_do_with_a_file_and_tell_no_password(postgresql: PostgresServer) -> None:
    url = postgresql.new_database("commanded").set(password=SECRET)
    setting = url.render_as_string(hide_password=False)
    shown = "postgresql+psycopg://skirmishes:***@/commanded"
    migrated = cli.call("migrate", database_url=setting)
    assert migrated.stdout == f"{shown} is at revision {newest_revision()}.\n"
    seeded = cli.call("seed", database_url=setting)
    assert seeded.stdout.startswith(f"Loaded version 1.1.0 into {shown}: 9 sources, 45 passages, ")
    with serve(url) as server, server.client() as client:
        assert client.get("/events?limit=1").json()["total"] == 20
    for ended in (migrated, seeded):
        assert (ended.returncode, ended.stderr) == (0, "")


REFUSED = {
    "a database that is not there": ("postgresql+psycopg://skirmishes:{secret}@/nowhere?host={folder}", "nowhere"),
    "a server that is not there": ("postgresql+psycopg://skirmishes:{secret}@/x?host=/dev/null", "connection"),
    "another driver": (
        "mysql://skirmishes:{secret}@localhost/x",
        "; write sqlite:/// and the path of a file, or",
    ),
    "no URL": ("skirmishes:{secret}@localhost", "SKIRMISHES_DATABASE_URL is not a URL; write"),
}


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_an_address_is_taken_as_hosting_platforms_give_it(scheme: str, seeded: URL) -> None:
    with serve(seeded.set(drivername=scheme)) as server:
        assert server.get("/events").status == 200


@pytest.mark.parametrize(("setting", "said"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("command", ["seed", "migrate"])
def test_what_can_not_be_reached_is_one_line_without_the_password(
    setting: str, said: str, command: str, postgresql: PostgresServer
) -> None:
    ended = cli.call(command, database_url=setting.format(secret=SECRET, folder=postgresql.folder))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert SECRET not in ended.stderr
