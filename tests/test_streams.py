"""What streamed responses read from: each page has a time limit of its own, and few streams may be long."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import Busy
from app.settings import Settings
from app.store import MAX_STREAMS, DatasetStore, Reader
from tests.support import cli
from tests.support.waiting import wait_until

MANY = text("SELECT count(*) FROM events AS a, events AS b")  # enough for the time limit to be looked at


@pytest.fixture
def store(large: Path) -> Iterator[DatasetStore]:
    """The service over a large file."""
    store = DatasetStore(Settings(database_url=cli.database_url(large), query_seconds=2))
    yield store
    store.close()


def read(reader: Reader) -> int:
    """Read a page."""
    with reader.page() as connection:
        return int(connection.execute(MANY).scalar_one())


def test_a_page_has_the_time_of_a_query_however_long_the_client_took_over_the_last(store: DatasetStore) -> None:
    with store.reader() as reader:
        begun, found = time.monotonic(), read(reader)
        wait_until(lambda: time.monotonic() - begun > store.query_seconds)
        assert read(reader) == found > 0


def test_streams_of_one_page_are_many_and_longer_ones_few(store: DatasetStore) -> None:
    with ExitStack() as others:
        readers = [others.enter_context(store.reader()) for _ in range(2 * MAX_STREAMS)]
        for reader in readers:
            read(reader)
        for reader in readers[:MAX_STREAMS]:
            read(reader)
        with pytest.raises(Busy):
            read(readers[-1])
    with store.reader() as reader:
        assert read(reader) == read(reader) > 0
