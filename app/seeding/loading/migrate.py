"""Migrations, run from code: there is no alembic.ini, its settings stand in pyproject.toml."""

import io

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from app.settings import ROOT


def config(engine: Engine | None = None) -> Config:
    """Alembic's configuration for one engine."""
    configuration = Config(toml_file=str(ROOT / "pyproject.toml"), stdout=io.StringIO())
    configuration.attributes["engine"] = engine
    return configuration


def migrate(engine: Engine) -> None:
    """Bring a database to the newest revision."""
    command.upgrade(config(engine), "head")


def newest_revision() -> str | None:
    """The newest revision there is."""
    return ScriptDirectory.from_config(config()).get_current_head()
