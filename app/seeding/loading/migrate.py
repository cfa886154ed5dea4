"""Runs the migrations from code. There is no alembic.ini: Alembic's settings are in pyproject.toml."""

import io

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.settings import ROOT


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration for the database of an engine."""
    configuration = Config(toml_file=str(ROOT / "pyproject.toml"), stdout=io.StringIO())
    configuration.attributes["engine"] = engine
    return configuration


def migrate(engine: Engine) -> None:
    """Bring the tables of a database to the newest revision."""
    command.upgrade(config(engine), "head")


def newest_revision() -> str | None:
    """The id of the newest revision in the migrations folder."""
    return ScriptDirectory.from_config(config()).get_current_head()
