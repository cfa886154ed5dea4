"""The program over PostgreSQL: its commands, data exchanged under load, a database that goes and comes back."""

import shutil
import time
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
from tests.conftest import PATIENCE, SEED, serving
from tests.support import postgres, program
from tests.support.postgres import Server
from tests.support.questions import problem
from tests.test_dataset_swap import CLIENTS, QUESTIONS, ROUNDS, TITLE, told

SECRET = "not-to-be-told"  # noqa: S105, whoever asks the server of the tests is let in
NOTICED = 3.0  # seconds, of which one is the service's own


@pytest.fixture(scope="module")
def url(server: Server) -> URL:
    """A database with the real seed."""
    url = server.database("served")
    load(SEED, url)
    return url


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same seed with another title for one event."""
    seed = Path(shutil.copytree(SEED, tmp_path_factory.mktemp("changed") / "seed"))
    events = (seed / "events.yaml").read_text(encoding="utf-8")
    (seed / "events.yaml").write_text(events.replace(TITLE, "Another title"), encoding="utf-8")
    return seed


def eventually(client: httpx2.Client, address: str, status: int) -> httpx2.Response:
    """The answer, once it has this status."""
    until = time.monotonic() + NOTICED
    while (answer := client.get(address)).status_code != status and time.monotonic() < until:
        time.sleep(0.02)
    assert answer.status_code == status
    return answer


def test_an_answer_is_of_one_version_while_loads_follow_one_another(url: URL, changed: Path) -> None:
    seen: set[tuple[str, str]] = set()
    with (
        serving(url, SKIRMISHES_CACHE_BYTES="0") as base,
        httpx2.Client(base_url=base, timeout=PATIENCE) as client,
        ThreadPoolExecutor(CLIENTS) as pool,
    ):
        for seed in [changed, SEED] * (ROUNDS // 2):
            loading = pool.submit(load, seed, url)
            while not loading.done():
                seen |= {answer.result() for answer in [pool.submit(told, client, n) for n in range(QUESTIONS)]}
    assert len({digest for digest, _ in seen}) == 2, "both versions were served"
    assert len(seen) == 2, "no title came with the other version's digest"


def test_a_kept_answer_is_forgotten_within_a_second(url: URL, changed: Path) -> None:
    with serving(url) as base, httpx2.Client(base_url=base, timeout=PATIENCE) as client:
        before = told(client, 0)
        load(changed, url)
        loaded = time.monotonic()
        while told(client, 0) == before and time.monotonic() < loaded + NOTICED:
            time.sleep(0.01)
        assert told(client, 0)[1] == "Another title"
        load(SEED, url)


@pytest.fixture
def own() -> Iterator[Server]:
    """A server that the test may stop."""
    with postgres.running() as server:
        yield server


def test_a_database_that_goes_is_not_ready_and_one_that_comes_back_is(own: Server) -> None:
    url = own.database("served")
    load(SEED, url)
    own.stop()
    with (
        serving(url, SKIRMISHES_CACHE_BYTES="0") as base,
        httpx2.Client(base_url=base, timeout=PATIENCE) as client,
    ):
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


def test_an_empty_database_is_not_ready_until_it_is_seeded(server: Server) -> None:
    url = server.new()
    with serving(url) as base, httpx2.Client(base_url=base, timeout=PATIENCE) as client:
        assert client.get(READY).status_code == 503
        migrate(writable(url))
        assert client.get("/events").status_code == 503
        load(SEED, url)
        eventually(client, "/events", 200)


def test_the_commands_do_as_they_do_with_a_file_and_tell_no_password(server: Server) -> None:
    url = server.database("commanded").set(password=SECRET)
    setting = url.render_as_string(hide_password=False)
    shown = "postgresql+psycopg://skirmishes:***@/commanded"
    migrated = program.run("migrate", database_url=setting)
    assert migrated.stdout == f"{shown} is at revision {newest_revision()}.\n"
    seeded = program.run("seed", database_url=setting)
    assert seeded.stdout.startswith("Loaded version 1.0.0 into ")
    assert seeded.stdout.endswith(f" into {shown}.\n")
    with serving(url) as base:
        assert httpx2.get(f"{base}/events?limit=1").json()["total"] == 20
    for ended in (migrated, seeded):
        assert (ended.returncode, ended.stderr) == (0, "")


REFUSED = {
    "a database that is not there": ("postgresql+psycopg://skirmishes:{secret}@/nowhere?host={folder}", "nowhere"),
    "a server that is not there": ("postgresql+psycopg://skirmishes:{secret}@/x?host=/dev/null", "connection"),
    "another driver": ("postgresql://skirmishes:{secret}@localhost/x", "; write sqlite:/// and the file's path, or "),
    "no URL": ("skirmishes:{secret}@localhost", "SKIRMISHES_DATABASE_URL is no URL; write"),
}


@pytest.mark.parametrize(("setting", "said"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("command", ["seed", "migrate"])
def test_what_can_not_be_reached_is_one_line_without_the_password(
    setting: str, said: str, command: str, server: Server
) -> None:
    ended = program.run(command, database_url=setting.format(secret=SECRET, folder=server.folder))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert SECRET not in ended.stderr
