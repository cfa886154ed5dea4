"""A loaded database made larger in SQL, without a load: what plans and speed are measured on.

Events, strikes and claims, and all that belongs to them, are copied so many times, each copy a day later; full
documents are left out of the copies. One record in a hundred of the copies holds the word RARE.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Table
from sqlmodel import SQLModel

from app.models import DOCUMENTS
from app.models.search import FTS

COPIED = {"events": "event", "strikes": "strike", "claims": "claim"}
BESIDE = [DOCUMENTS[collection] for collection in COPIED]
RARE = "quokka"
KINDS = ", ".join(f"'{kind}'" for kind in COPIED.values())
COPY = "'-' || copy.n"
COUNTING = "WITH RECURSIVE copy(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM copy WHERE n < ?)"
SHARED = {
    "earliest": "CASE earliest WHEN '' THEN '' ELSE date(earliest, copy.n || ' days') END",
    "latest": "CASE latest WHEN '' THEN '' ELSE date(latest, copy.n || ' days') END",
    "sequence": "sequence + copy.n * 1000000",
    "full": "''",
    "matrix": "''",
}
WORDED = {
    "title": f"title || iif((number + copy.n) % 300, '', ' {RARE}')",
    "body": f"body || iif((number + copy.n) % 100, '', ' {RARE}')",
    "record_id": f"record_id || {COPY}",
    "id": f"id || {COPY}",
}


def multiply(file: Path, copies: int) -> None:
    """Add so many copies. Indexes are made anew at the end, which is faster than keeping them."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA synchronous=OFF")
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        indexes = dict(found.fetchall())
        for name in indexes:
            connection.execute(f'DROP INDEX "{name}"')
        for table in SQLModel.metadata.sorted_tables:
            copy(connection, table, copies)
        for statement in indexes.values():
            connection.execute(statement)
        connection.execute(f"INSERT INTO {FTS}({FTS}) VALUES('rebuild')")
        connection.execute("ANALYZE")


def copy(connection: sqlite3.Connection, table: Table, copies: int) -> None:
    """Copy the rows of a table that belong to what is copied; none when nothing does."""
    made = {column.name: expression for column in table.columns if (expression := renamed(table, column.name))}
    worded = "record_kind" in table.columns and "record_id" in table.columns
    if table.name in COPIED or table in BESIDE:
        (highest,) = connection.execute(f"SELECT max(serial) FROM {table.name}").fetchone()  # noqa: S608
        made["serial"] = f"serial + copy.n * {highest or 0}"
    if not made and not worded:
        return
    made = {**SHARED, **made, **(WORDED if worded else {})}
    names = [column.name for column in table.columns if column.name != "number"]  # numbers count on by themselves
    values = ", ".join(made.get(name, f'"{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    where = f"WHERE record_kind IN ({KINDS})" if worded else ""
    source = f"{COUNTING} SELECT {values} FROM copy, {table.name} {where}"  # noqa: S608
    connection.execute(f"INSERT INTO {table.name} ({listed}) {source}", [copies])


def renamed(table: Table, column: str) -> str | None:
    """What tells a copied id from its original; null for what is no such id."""
    own = table.columns[column]
    refers = {key.column.table.name for key in own.foreign_keys} & COPIED.keys()
    return f'"{column}" || {COPY}' if refers or (column == "id" and table.name in COPIED) else None
