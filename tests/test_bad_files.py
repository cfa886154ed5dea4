"""The database file goes bad while it is served: cut short, overwritten, locked, gone. The answer is true, or a 503.

Never a 500, never a hang, never a body that is not the file's; and a good file in its place is served again.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from app import urls
from app.vocabulary import COLLECTIONS
from tests.support.privileges import unprivileged
from tests.support.servers import PUBLIC_URL, Server, is_available, serve
from tests.support.stored import stored
from tests.support.waiting import PATIENCE, wait_until

LISTS = [f"/{name}?limit=500" for name in COLLECTIONS]
FACETS = [f"/events?facet=type&limit={limit}" for limit in range(1, 13)]
HOLD = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=600).execute('BEGIN EXCLUSIVE'); sys.stdin.read()"


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def overwritten(file: Path) -> None:
    """By something else, in place."""
    file.write_bytes(b"garbage" * 100_000)


def garbage(file: Path) -> None:
    """By something else, renamed into its place."""
    file.with_name("garbage").write_bytes(b"garbage" * 100_000)
    file.with_name("garbage").replace(file)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def forbidden(file: Path) -> None:
    if os.geteuid() == 0 and not unprivileged()[0]:
        pytest.skip("the server runs as root, who may read any file, whatever its mode")
    file.chmod(0)


without_cache = pytest.mark.parametrize("harmed", [0], ids=["no cache"], indirect=True)
HARMS: dict[str, Callable[[Path], Any]] = {
    "cut to nothing": lambda file: os.truncate(file, 0),
    "cut to its half": half,
    "overwritten": overwritten,
    "another thing": garbage,
    "a folder": folder,
    "forbidden": forbidden,
    "removed": Path.unlink,
}


@pytest.fixture
def file(database: Path, tmp_path: Path) -> Path:
    """A copy of the real database."""
    return Path(shutil.copyfile(database, tmp_path / "served.db"))


@pytest.fixture(scope="module", params=[0, 2**25], ids=["no cache", "cache"])
def harmed(database: Path, tmp_path_factory: pytest.TempPathFactory, request: Any) -> Iterator[tuple[Server, Path]]:
    """A server over a copy that is harmed, mended and harmed again."""
    file = Path(shutil.copyfile(database, tmp_path_factory.mktemp("harmed") / "served.db"))
    with serve(file, unprivileged()[0], cache_bytes=request.param, public_url=PUBLIC_URL) as server:
        yield server, file


@pytest.fixture(scope="module")
def truth(public: httpx2.Client, record: dict[str, dict[str, Any]]) -> dict[str, bytes]:
    """Every list, and the records of some, by address, as a server answers them whose file is intact."""
    asked = LISTS + FACETS + [f"/{name}/{id}" for name in ("events", "strikes", "parties") for id in record[name]]
    return {address: public.get(address).raise_for_status().content for address in asked}


def ask(server: Server, truth: dict[str, bytes]) -> bool:
    """Ask everything, one after the other, and all facets at once: is each answer 200? What is, must be true."""
    replies = [(address, server.get(address)) for address in truth]
    replies += zip(FACETS, server.get_all(FACETS), strict=True)
    good = [(address, reply.body) for address, reply in replies if is_available(reply)]
    assert [address for address, body in good if body != truth[address]] == []
    return len(good) == len(replies)


def recovers(server: Server, truth: dict[str, bytes]) -> bool:
    """Whether it is ready, and every answer is right again."""
    return is_available(server.get(urls.READY)) and ask(server, truth)


def mend(file: Path, database: Path) -> None:
    """Put a good file into its place."""
    if file.is_dir():
        file.rmdir()
    shutil.copyfile(database, file.with_name("next.db")).replace(file)


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_file(harm: str, harmed: tuple[Server, Path], database: Path, truth: dict[str, bytes]) -> None:
    server, file = harmed
    for address in LISTS[:5] + FACETS[:5]:
        assert server.get(address).body == truth[address]
    HARMS[harm](file)
    ask(server, truth)
    mend(file, database)
    wait_until(lambda: recovers(server, truth))
    assert "Traceback" not in server.messages()


@without_cache
def test_what_is_cut_off_is_never_read_as_zeros(
    harmed: tuple[Server, Path], database: Path, truth: dict[str, bytes]
) -> None:
    server, file = harmed
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        longest, full = max(connection.execute(stored("events", 'id, "full"')), key=lambda row: len(row[1]))
    address, ending = f"/events/{longest}", full[-100:]
    os.truncate(file, file.read_bytes().index(ending) // page * page)  # the page that the document ends on is gone
    answer = server.get(address)
    assert not is_available(answer) or answer.body == truth[address]
    mend(file, database)
    wait_until(lambda: recovers(server, truth))


def locked(file: Path) -> bool:
    """Whether nobody else may begin to read it."""
    with closing(sqlite3.connect(file, timeout=0)) as connection:
        try:
            connection.execute("SELECT version FROM dataset").fetchall()
        except sqlite3.OperationalError:
            return True
    return False


@contextmanager
def holding(file: Path) -> Iterator[None]:
    """Another process that has the file for itself, or waits until it has, and lets nobody in meanwhile."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE) as holder:
        try:
            wait_until(lambda: locked(file))
            yield
        finally:
            holder.kill()
            holder.wait(PATIENCE)


def test_a_file_that_is_locked_at_the_start_is_served_once_it_is_not(file: Path, truth: dict[str, bytes]) -> None:
    with ExitStack() as stack:
        with holding(file):
            server = stack.enter_context(serve(file, public_url=PUBLIC_URL))
            for address in (*LISTS, *FACETS, "/health/ready"):
                assert not is_available(server.get(address))
            assert server.get("/health/live").status == 200
        wait_until(lambda: recovers(server, truth))


@without_cache
def test_a_file_that_is_locked_while_it_is_served(harmed: tuple[Server, Path], truth: dict[str, bytes]) -> None:
    server, file = harmed
    assert server.get(LISTS[0]).body == truth[LISTS[0]]
    with holding(file):
        ask(server, truth)
        assert server.get(LISTS[0]).body == truth[LISTS[0]], "a connection that reads already goes on"
    wait_until(lambda: recovers(server, truth))
    assert "Traceback" not in server.messages()


def test_a_file_that_is_removed_under_many_slow_questions(large: Path, tmp_path: Path) -> None:
    file = Path(shutil.copyfile(large, tmp_path / "served.db"))
    with serve(file, cache_bytes=0) as server:
        slow = [f"/events?facet=type,party,place&limit={limit}" for limit in range(1, 81)]
        for answer in server.get_all(slow, file.unlink):
            is_available(answer)
        mend(file, large)
        wait_until(lambda: is_available(server.get(slow[0])))
        assert "Traceback" not in server.messages()
