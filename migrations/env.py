"""How Alembic reaches the database: the engine given in code, or the settings' database for its command line."""

from typing import Any

from alembic import context
from sqlalchemy import Engine
from sqlmodel import SQLModel

import app.models  # noqa: F401, registers the tables
from app.database import writable
from app.models.search import FTS
from app.settings import settings


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """What full-text search needs is made by hand, by whatever name it has in each database; no model knows it."""
    return FTS not in (name or "")


engine: Engine = context.config.attributes.get("engine") or writable(settings().database)
with engine.connect() as connection:
    if connection.dialect.name == "sqlite":  # a table that is rebuilt is dropped first, whatever refers to it
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()  # the pragma has begun a transaction
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_object=include_object,
    )
    with context.begin_transaction():
        context.run_migrations()
