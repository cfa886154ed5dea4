"""Indexes: out of the way while tables are filled, then made from whole tables, which is much faster."""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, Index
from sqlmodel import SQLModel


def drop(connection: Connection) -> None:
    """Take every index away but those of keys."""
    for index in indexes(connection, SQLModel.metadata.tables):
        index.drop(connection)


def make(connection: Connection, names: Iterable[str]) -> None:
    """Make the indexes of these tables."""
    for index in indexes(connection, names):
        index.create(connection)


def indexes(connection: Connection, names: Iterable[str]) -> Iterator[Index]:
    """The indexes of these tables that nobody reads by; those of a PostgreSQL database stay, for its readers."""
    if connection.dialect.name == "sqlite":
        for name in names:
            yield from SQLModel.metadata.tables[name].indexes
