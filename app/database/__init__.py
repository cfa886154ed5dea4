"""The two databases that can hold the data: an SQLite file or a PostgreSQL database.

Everything in which the two differ is in this package. A target is a file's path or a URL.
"""

from pathlib import Path

from sqlalchemy import URL, Engine

from app.database.base import QUERY_SECONDS, Database, DatasetReplaced, Identity, reason
from app.database.sqlite import SQLite

__all__ = [
    "QUERY_SECONDS",
    "Database",
    "DatasetReplaced",
    "Identity",
    "Target",
    "at",
    "read_only",
    "reason",
    "writable",
]

Target = Path | URL


def at(target: Target, query_seconds: float = QUERY_SECONDS) -> Database:
    """The database at this path or URL; each of its queries may take `query_seconds`."""
    if isinstance(target, Path):
        return SQLite(target)
    from app.database.postgresql import PostgreSQL  # noqa: PLC0415, its import costs memory and 0.1 s of the start

    return PostgreSQL(target, query_seconds)


def read_only(target: Target) -> Engine:
    """An engine whose connections cannot write."""
    return at(target).read_only()


def writable(target: Target) -> Engine:
    """An engine whose connections can write, for migrations and loading."""
    return at(target).writable()
