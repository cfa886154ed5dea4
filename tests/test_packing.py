"""How documents are stored: whatever is packed is unpacked as it was, by any number of threads at once."""

import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pytest
from sqlalchemy import Connection, StaticPool, create_engine
from sqlalchemy.exc import DataError
from sqlmodel import Session

from app.models import Dictionary
from app.models.packing import LONG_CHARACTERS, MAGIC, PACK_BRIEFS_FROM, Packer, make_dictionary, unpack
from tests.support.addresses import KEPT

WORDS = ("strike", "border", "Балочистан", "بلوچستان", "claim", '"quoted"', "\u2028", "said")


def made(number: int) -> str:
    """A document like others, but not the same."""
    chance = random.Random(number)  # noqa: S311
    words = " ".join(chance.choice(WORDS) for _ in range(40))
    return json.dumps({"id": f"event-{number}", "summary": words, "sources": [number] * 3}, ensure_ascii=False)


@pytest.fixture
def connection() -> Iterator[Connection]:
    """A database with a dictionary for events and none for claims."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    with engine.connect() as connection, Session(connection) as session:
        Dictionary.metadata.create_all(connection, [Dictionary.__table__])  # type: ignore[attr-defined]
        session.add(make_dictionary("events", [made(number) for number in range(200)]))
        session.commit()
        yield connection


@pytest.mark.parametrize("text", ["{}", made(1), made(1) * 100], ids=["empty", "short", "long"])
@pytest.mark.parametrize("collection", ["events", "claims"])
def test_what_is_packed_is_unpacked_as_it_was(collection: str, text: str, connection: Connection) -> None:
    stored = Packer(connection, collection, 1).pack(text)
    assert unpack(connection, stored) == text
    assert stored.startswith(MAGIC) == (collection == "events" or len(text) >= LONG_CHARACTERS)


@pytest.mark.parametrize("records", [PACK_BRIEFS_FROM - 1, PACK_BRIEFS_FROM])
@pytest.mark.parametrize("collection", ["events", "claims"])
def test_brief_documents_are_packed_when_there_are_very_many(
    collection: str, records: int, connection: Connection
) -> None:
    serial, brief, full = Packer(connection, collection, records).row(7, made(1), made(2))
    assert (serial, unpack(connection, brief), unpack(connection, full)) == (7, made(1), made(2))
    assert isinstance(brief, bytes) == (records >= PACK_BRIEFS_FROM)


@pytest.mark.parametrize("address", KEPT)
def test_every_answer_is_the_same_whether_brief_documents_are_packed_or_not(
    address: str, public: httpx2.Client, uncached: httpx2.Client
) -> None:
    plain, packed = (client.get(address) for client in (public, uncached))
    assert (packed.status_code, packed.content) == (plain.status_code, plain.content)


def test_a_dictionary_makes_documents_smaller_and_does_not_depend_on_the_run(connection: Connection) -> None:
    texts = [made(number) for number in range(1000, 1100)]
    packer = Packer(connection, "events", 1)
    assert sum(len(packer.pack(text)) for text in texts) < 0.5 * sum(len(text.encode()) for text in texts)
    again = make_dictionary("events", [made(number) for number in range(200)])
    assert again.content == packer.dictionary


def test_many_threads_unpack_at_once(connection: Connection) -> None:
    texts = [made(number) * (1 + number % 20) for number in range(500)]
    packer = Packer(connection, "events", 1)
    stored = [packer.pack(text) for text in texts]
    assert unpack(connection, stored[0]) == texts[0]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda item: unpack(connection, item), stored)) == texts


@pytest.mark.parametrize("damage", [lambda stored: stored[:20], lambda stored: MAGIC + b"\0" * 20, lambda _: b"\xff{"])
def test_a_damaged_document_is_an_error_of_the_database(damage: object, connection: Connection) -> None:
    stored = Packer(connection, "events", 1).pack(made(3))
    with pytest.raises(DataError, match="damaged"):
        unpack(connection, damage(stored))  # type: ignore[operator]
