"""Tried at once, then handed over: what the database needs long for is answered all the same, in a thread."""

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.responses import Response

from app.errors import Busy
from app.settings import Settings
from app.store import DatasetStore, Snapshot
from app.web.params import NoParameters
from tests.support import cli
from tests.support.waiting import PATIENCE

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT max(i) FROM n"


def tried(database: Path, last: int) -> tuple[bytes, list[bool], int]:
    """The answer to counting so far, whether each attempt was made in the thread that asked, and connections kept."""
    service = DatasetStore(Settings(database_url=cli.database_url(database)))
    attempts: list[bool] = []

    def question() -> Response:
        attempts.append(threading.current_thread() is threading.main_thread())
        with service.snapshot() as (connection, *_):
            return Response(str(connection.execute(text(LONG.format(last=last))).scalar_one()))

    answer = asyncio.run(service.run(question, NoParameters()))
    assert service.open is not None
    kept = len(service.open.idle)
    service.close()
    return bytes(answer.body), attempts, kept


def test_what_takes_no_time_is_answered_where_it_was_asked(database: Path) -> None:
    assert tried(database, 10) == (b"10", [True], 1)


def test_what_takes_long_is_cut_off_and_answered_in_a_thread_by_another_connection(database: Path) -> None:
    assert tried(database, 1_000_000) == (b"1000000", [True, False], 1)


def test_a_question_waits_for_a_thread_no_longer_than_it_may_take_itself(database: Path) -> None:
    settings = Settings(database_url=cli.database_url(database), concurrent_queries=1, query_seconds=0.1)
    store, begun, may_end = DatasetStore(settings), threading.Event(), threading.Event()

    def slow() -> bool:
        begun.set()
        return may_end.wait(PATIENCE)

    async def ask() -> None:
        first = asyncio.create_task(store.run_in_thread(slow))
        assert await asyncio.to_thread(begun.wait, PATIENCE)
        for _ in range(2):
            with pytest.raises(Busy):
                await store.run_in_thread(lambda: True)
        may_end.set()
        assert await first
        assert await store.run_in_thread(lambda: True)

    asyncio.run(ask())
    store.close()


def test_a_thread_that_is_free_is_taken_however_short_the_time_to_wait_for_one(database: Path) -> None:
    store = DatasetStore(Settings(database_url=cli.database_url(database), query_seconds=1e-9))
    assert asyncio.run(store.run_in_thread(lambda: True))
    store.close()


def test_an_abandoned_stream_does_not_give_back_a_broken_connection(database: Path) -> None:
    store = DatasetStore(Settings(database_url=cli.database_url(database)))
    store.current()

    def stream() -> Iterator[Snapshot]:
        with store.snapshot() as snapshot:
            yield snapshot

    abandoned = stream()
    next(abandoned)
    cycle: list[object] = [abandoned]
    cycle.append(cycle)  # so that only the garbage collector ends it, which closes the connection before the generator
    del abandoned, cycle
    gc.collect()
    for _ in range(2):
        with store.snapshot() as snapshot:
            assert snapshot.connection.execute(text("SELECT count(*) FROM events")).scalar_one() > 0
    store.close()
