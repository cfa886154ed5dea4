"""How Alembic reaches the database: the engine given in code, or the settings' file for its command line."""

from typing import Any

from alembic import context
from sqlalchemy import Engine
from sqlmodel import SQLModel

import app.models  # noqa: F401, registers the tables
from app.database import writable
from app.models.search import FTS
from app.settings import settings


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """The full-text table is made by hand, with shadow tables of its own; it is no part of the models."""
    return not (kind == "table" and (name or "").startswith(FTS))


engine: Engine = context.config.attributes.get("engine") or writable(settings().database_file)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        include_object=include_object,
    )
    with context.begin_transaction():
        context.run_migrations()
