"""The database exchanged while it is asked: every answer is wholly of one version; a missing one is not missed."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest

from app.seeding.loading.load import load
from tests.support.paths import SEED
from tests.support.servers import serve
from tests.support.waiting import wait_until

TITLE = "title: The Kerman bombings"
ADDRESSES = ["/events/kerman-bombings", "/events?q=kerman&type=bombing", "/events?type=bombing"]
ROUNDS, CLIENTS, QUESTIONS = 7, 8, 40  # rounds are odd, so that the last version is another than the first


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two databases that differ in the title of one event."""
    folder = tmp_path_factory.mktemp("versions")
    changed = shutil.copytree(SEED, folder / "seed")
    events = changed / "events.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace(TITLE, "title: Another title"), encoding="utf-8")
    for file, seed in (("one.db", SEED), ("two.db", changed)):
        load(seed, folder / file)
    return [folder / "one.db", folder / "two.db"]


def told(client: httpx2.Client, number: int) -> tuple[str, str]:
    """Which version an answer says it is of, and which title it gives."""
    data = client.get(ADDRESSES[number % len(ADDRESSES)]).raise_for_status().json()
    record = data["data"][0] if isinstance(data["data"], list) else data["data"]
    return data["dataset"]["digest"], record["title"]


def test_an_answer_is_of_one_version(versions: list[Path], tmp_path: Path) -> None:
    file = shutil.copyfile(versions[0], tmp_path / "served.db")
    seen: set[tuple[str, str]] = set()
    with (
        serve(file, cache_bytes=0) as server,
        server.client() as client,
        ThreadPoolExecutor(CLIENTS) as pool,
    ):
        for round_ in range(ROUNDS):
            asked = [pool.submit(told, client, number) for number in range(QUESTIONS)]
            shutil.copyfile(versions[(round_ + 1) % 2], tmp_path / "next.db").replace(file)
            asked += [pool.submit(told, client, number) for number in range(QUESTIONS)]
            seen |= {answer.result() for answer in asked}
        wait_until(lambda: told(client, 0)[1] == "Another title")
        seen.add(told(client, 0))
    assert len({digest for digest, _ in seen}) == len(versions), "both versions were served"
    assert len(seen) == len(versions), "no title came with the other version's digest"


def test_a_file_that_goes_missing_leaves_the_old_data_served(versions: list[Path], tmp_path: Path) -> None:
    file = shutil.copyfile(versions[0], tmp_path / "served.db")
    with serve(file) as server, server.client() as client:
        before = told(client, 0)
        file.unlink()
        assert told(client, 0) == before
        answer = client.get("/claims")
        assert answer.status_code in {200, 503}
        shutil.copyfile(versions[1], tmp_path / "next.db").replace(file)
        wait_until(lambda: told(client, 0) != before)
        assert told(client, 0)[1] == "Another title"
