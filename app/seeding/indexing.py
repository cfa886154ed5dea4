"""Indexes: out of the way while tables are filled, then made from whole tables, which is much faster."""

from collections.abc import Iterable

from sqlalchemy import Connection
from sqlmodel import SQLModel


def drop(connection: Connection) -> None:
    """Take every index away but those of keys."""
    for table in SQLModel.metadata.tables.values():
        for index in table.indexes:
            index.drop(connection)


def make(connection: Connection, names: Iterable[str]) -> None:
    """Make the indexes of these tables."""
    for name in names:
        for index in SQLModel.metadata.tables[name].indexes:
            index.create(connection)
