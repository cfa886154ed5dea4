"""How documents are stored: JSON, compressed by zstd where that is worthwhile.

Documents of one kind have most of their text in common. A dictionary of that text, made from the first of them, brings
them to an eighth or less, where compression alone would leave a quarter to a half; it is stored beside them.

A list reads twenty documents, which takes it an eighth longer when they are compressed. So brief documents stay as they
are until there are so many that the size of the file matters more.
"""

import hashlib
from collections.abc import Sequence
from typing import Any

import zstandard
from sqlalchemy import Connection, LargeBinary, select
from sqlalchemy.exc import DataError
from sqlmodel import Field, col

from app.models.columns import Table

MAGIC = zstandard.FRAME_HEADER  # how compressed documents begin; no JSON begins so
DICTIONARY_BYTES = 32_768
LONG_CHARACTERS = 10_000  # from which a full document is compressed even without a dictionary
PACK_BRIEFS_FROM = 100_000  # records of a kind, from which brief documents are compressed as well
FIRST_NUMBER, NUMBERS = 32_768, 2**31 - 32_768  # of dictionaries; zstd reserves those below and above
MOST_NUMBERS = 50  # of which decompressors are kept: a few datasets' worth


class Dictionary(Table, table=True):
    """What the documents of a kind have in common. Each that is compressed with it names it by number."""

    __tablename__ = "dictionaries"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    collection: str = Field(max_length=40)
    content: bytes = Field(sa_type=LargeBinary)


def make_dictionary(collection: str, documents: Sequence[str]) -> Dictionary:
    """A dictionary for documents like these. Its number follows from them, so no two datasets mean another by one."""
    samples: list[bytes | bytearray | memoryview] = [document.encode() for document in documents]
    digest = hashlib.sha256(b"".join(samples)).digest()
    number = FIRST_NUMBER + int.from_bytes(digest[:8]) % NUMBERS
    content = zstandard.train_dictionary(DICTIONARY_BYTES, samples, dict_id=number).as_bytes()
    return Dictionary(number=number, collection=collection, content=content)


class Packer:
    """Packs the documents of one kind, with its dictionary if there is one. Not for several threads.

    `records` is the number of its records. On PostgreSQL brief documents are never packed: their column is one of
    text, and the server compresses long values by itself.
    """

    def __init__(self, connection: Connection, collection: str, records: int) -> None:
        content = select(col(Dictionary.content)).where(col(Dictionary.collection) == collection)
        self.dictionary = connection.execute(content).scalar()
        shared = None if self.dictionary is None else zstandard.ZstdCompressionDict(self.dictionary)
        self.compressor = zstandard.ZstdCompressor(dict_data=shared)
        self.packs_briefs = records >= PACK_BRIEFS_FROM and connection.dialect.name == "sqlite"

    def row(self, serial: int, brief: str, full: str) -> tuple[int, str | bytes, bytes]:
        """The documents of a record as they are stored."""
        return serial, self.compressor.compress(brief.encode()) if self.packs_briefs else brief, self.pack(full)

    def pack(self, text: str) -> bytes:
        """A full document as it is stored."""
        plain = text.encode()
        worthwhile = self.dictionary is not None or len(plain) >= LONG_CHARACTERS
        return self.compressor.compress(plain) if worthwhile else plain


idle: dict[int, list[zstandard.ZstdDecompressor]] = {}  # by number of the dictionary; each serves one thread at a time


def unpack(connection: Connection, stored: str | bytes) -> str:
    """The text of a stored document. Raises DataError if it is damaged."""
    if isinstance(stored, str):
        return stored
    try:
        if not stored.startswith(MAGIC):
            return stored.decode()
        number = zstandard.get_frame_parameters(stored).dict_id
        if (waiting := idle.get(number)) is None:
            if len(idle) >= MOST_NUMBERS:
                idle.clear()
            waiting = idle.setdefault(number, [])
        try:
            decompressor = waiting.pop()
        except IndexError:
            decompressor = make_decompressor(connection, number)
        text = decompressor.decompress(stored).decode()
    except (zstandard.ZstdError, UnicodeDecodeError, AttributeError) as error:
        raise DataError("a stored document is damaged", None, error) from error
    waiting.append(decompressor)
    return text


def make_decompressor(connection: Connection, number: int) -> zstandard.ZstdDecompressor:
    """What decompresses documents that name this dictionary; 0 stands for none."""
    content: Any = None
    if number:
        content = connection.execute(select(col(Dictionary.content)).where(col(Dictionary.number) == number)).scalar()
    return zstandard.ZstdDecompressor(dict_data=None if content is None else zstandard.ZstdCompressionDict(content))
