"""Indexes of an SQLite file are created after its tables are filled, which is much faster than keeping them up to date.

The indexes of a PostgreSQL database stay: it has readers during a load.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Index
from sqlmodel import SQLModel


def drop_indexes(connection: Connection) -> None:
    """Drop the indexes of all tables."""
    for index in deferred_indexes(connection, SQLModel.metadata.tables):
        index.drop(connection)


def create_indexes(connection: Connection, tables: Iterable[str]) -> None:
    """Create the indexes of these tables."""
    for index in deferred_indexes(connection, tables):
        index.create(connection)


def deferred_indexes(connection: Connection, tables: Iterable[str]) -> Iterator[Index]:
    """The indexes of these tables that are dropped and created again by a load, always in the same order."""
    if connection.dialect.name == "sqlite":
        for table in sorted(tables):
            yield from sorted(SQLModel.metadata.tables[table].indexes, key=lambda index: str(index.name))
