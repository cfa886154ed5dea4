"""PostgreSQL in trouble: clients that take long downloads slowly or not at all, queues, locks, a frozen server."""

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from threading import Event

import pytest
from sqlalchemy import URL, create_engine, text
from sqlalchemy.pool import NullPool

from app.seeding.loading.load import load
from app.store import MAX_STREAMS
from app.urls import LIVE, READY
from app.web.dispatch import MAX_BUFFERED
from tests.support import postgres
from tests.support.postgres import PostgresServer, locked, multiply
from tests.support.sample_seed import regatta
from tests.support.servers import Server, is_available, serve
from tests.support.waiting import wait_until
from tests.test_resilience import RESET, connect

COPIES = 1500  # of some twenty events, whose full documents are 6 KB each: a list of 185 MB
CLIENTS = 12  # of each kind
FILE = "/events.jsonl?detail=full"
SECONDS = 2.0  # in which a service tells whether it is ready, and recovers


@pytest.fixture(scope="module")
def own() -> Iterator[PostgresServer]:
    """A server that the tests may freeze."""
    with postgres.running() as server:
        yield server


@pytest.fixture(scope="module")
def many(own: PostgresServer) -> URL:
    """A database of some thirty thousand events."""
    url = own.new_database("many", seeded=True)
    multiply(url, "events", COPIES)
    return url


def sessions(url: URL, state: str) -> int:
    """How many sessions of the database are in a state."""
    engine = create_engine(url, poolclass=NullPool)
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = :state"
    with engine.connect() as connection:
        return int(connection.execute(text(query), {"state": state}).scalar_one())


def download(server: Server) -> socket.socket:
    """A connection that has asked for the long file, as all do, and takes little at a time."""
    connection = connect(server, 4096)
    connection.sendall(f"GET {FILE} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    return connection


def begins(connection: socket.socket) -> bytes:
    """The status line of an answer, once it begins to come; nothing is taken."""
    return connection.recv(12, socket.MSG_PEEK)


@contextmanager
def trickling(connections: list[socket.socket]) -> Iterator[None]:
    """Take a little of each now and then, so that none is dropped, for as long as the block runs."""
    done = Event()

    def take() -> None:
        while not done.wait(0.2):
            for connection in connections:
                assert connection.recv(512)

    with ThreadPoolExecutor(1) as pool:
        taking = pool.submit(take)
        try:
            yield
        finally:
            done.set()
            taking.result()


def test_long_downloads_that_stall_keep_nobody_from_an_answer(many: URL) -> None:
    with serve(many, cache_bytes=0) as server, ExitStack() as stack, server.client() as client:
        silent = [stack.enter_context(download(server)) for _ in range(CLIENTS)]
        slow = [stack.enter_context(download(server)) for _ in range(CLIENTS)]
        statuses = [begins(connection) for connection in (*silent, *slow)]
        assert statuses.count(b"HTTP/1.1 200") == MAX_STREAMS
        assert statuses.count(b"HTTP/1.1 503") == 2 * CLIENTS - MAX_STREAMS
        answered = [connection for connection in slow if begins(connection).endswith(b"200")]
        with trickling(answered):
            for _ in range(CLIENTS):
                with download(server) as connection:
                    begins(connection)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            for number in range(1, 101):
                begun = time.monotonic()
                assert client.get(f"/events?limit={number}&facet=type").status_code == 200
                assert time.monotonic() - begun < 1
            assert client.get(READY).status_code == 200
            assert sessions(many, "idle in transaction") == 0
        stack.close()
        wait_until(lambda: client.get("/events.csv?limit=501").status_code == 200)
        assert "Traceback" not in server.messages()


def test_clients_that_break_off_leave_room_for_others(many: URL) -> None:
    with serve(many, cache_bytes=0) as server:
        for number in range(2 * MAX_STREAMS):
            with download(server) as connection:
                if number % 2:
                    begins(connection)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        wait_until(lambda: server.get("/events.csv?limit=501").status == 200)
        wait_until(lambda: sessions(many, "idle in transaction") == 0)
        whole = server.get(f"{FILE}&limit=3000").body
        assert len(whole) > MAX_BUFFERED
        assert len(whole.splitlines()) == 3000
        assert "Traceback" not in server.messages()


def test_a_long_download_of_a_dataset_that_is_replaced_is_cut_short_and_never_mixed(
    own: PostgresServer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    url = own.new_database("replaced", seeded=True)
    multiply(url, "events", COPIES)
    later, _ = regatta().write(tmp_path_factory.mktemp("later"))
    with serve(url, cache_bytes=0) as server, download(server) as connection:
        assert begins(connection).endswith(b"200")
        load(later, url)
        received = b"".join(iter(lambda: connection.recv(2**16), b""))
        assert not received.endswith(b"0\r\n\r\n"), "the end of a chunked response is missing"
        assert b"Lantern Regatta" not in received
        wait_until(lambda: b"Lantern Regatta" in server.get(FILE).body)
        assert "Traceback" not in server.messages()


def is_ready(server: Server) -> bool:
    """Whether it says so. It must answer in time."""
    begun = time.monotonic()
    status = server.get(READY).status
    assert time.monotonic() - begun < SECONDS
    assert status in {200, 503}
    return status == 200


def test_a_service_is_ready_while_its_queue_of_slow_queries_is_full(own: PostgresServer) -> None:
    url = own.new_database(seeded=True)
    with serve(url, cache_bytes=0, query_seconds=0.5) as server, locked(url, "events"):
        ready: list[bool] = []
        addresses = [f"/events?limit={number}" for number in range(1, 131)]
        answers = server.get_all(addresses, lambda: ready.extend(is_ready(server) for _ in range(20)))
        assert all(ready)
        assert not any(map(is_available, answers))
        types = {json.loads(answer.body)["type"] for answer in answers}
        assert types == {"/problems/busy", "/problems/too-slow"}


def test_a_frozen_server_is_told_in_time_and_served_again_at_once(own: PostgresServer) -> None:
    url, seconds = own.new_database(seeded=True), 1.0
    addresses = [f"/events?limit={number}" for number in range(1, 25)]
    with serve(url, cache_bytes=0, query_seconds=seconds) as server:
        for _ in range(2):
            assert all(map(is_available, server.get_all(addresses)))
            with own.frozen():
                answers = server.get_all(addresses, lambda: wait_until(lambda: not is_ready(server)))
                assert not any(map(is_available, answers))
                begun = time.monotonic()
                assert not is_available(server.get("/events"))
                assert time.monotonic() - begun < seconds + 2 * SECONDS
                assert server.get(LIVE).status == 200
            thawed = time.monotonic()
            wait_until(lambda: is_ready(server) and is_available(server.get("/events?limit=499")))
            assert time.monotonic() - thawed < SECONDS
        assert "Traceback" not in server.messages()
