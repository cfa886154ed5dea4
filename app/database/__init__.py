"""Databases: where the data is kept. An SQLite file or a PostgreSQL database; all in which the two differ stands here.

A database is named by a file's path or by an URL.
"""

from pathlib import Path

from sqlalchemy import URL, Engine

from app.database.base import PATIENCE, Database, Exchanged, Identity
from app.database.sqlite import SQLite

__all__ = ["PATIENCE", "Database", "Exchanged", "Identity", "Target", "at", "read_only", "writable"]

Target = Path | URL


def at(target: Target, seconds: float = PATIENCE) -> Database:
    """The database of this name; a question to it may take so many seconds."""
    if isinstance(target, Path):
        return SQLite(target)
    from app.database.postgresql import PostgreSQL  # noqa: PLC0415, costs memory and a tenth of a second at the start

    return PostgreSQL(target, seconds)


def read_only(target: Target) -> Engine:
    """Connections that can not write, whatever is asked of them."""
    return at(target).read_only()


def writable(target: Target) -> Engine:
    """Connections that build what nobody reads yet."""
    return at(target).writable()
