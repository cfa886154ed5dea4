"""Decides whether a database is stale: whether loading the seed with this software would change it."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.database import Target, at
from app.seeding.loading.load import load
from app.seeding.loading.migrate import newest_revision
from app.seeding.validation.checking import CheckedSeed
from app.seeding.validation.digest import seed_digest
from app.settings import SOFTWARE

LOADED = "SELECT digest, software, (SELECT version_num FROM alembic_version) FROM dataset"


class LoadedFrom(NamedTuple):
    """What a database was made from."""

    digest: str  # of the seed
    software: str
    revision: str


def loaded_from(target: Target) -> LoadedFrom | None:
    """What a database was made from; None if there is none or nothing was loaded. Raises DBAPIError for want of access.

    A load in the place of an error would be tried again at each start, and would end in the same error at best.
    """
    database = at(target)
    try:
        engine = database.read_only()
    except OSError:
        return None
    try:
        with engine.connect() as connection:
            row = connection.execute(text(LOADED)).one_or_none()
            return LoadedFrom(*row) if row else None
    except DBAPIError as error:
        if not database.holds_nothing(error):
            raise
        return None
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()


def is_current(seed: Path, target: Target) -> bool:
    """Whether a database holds this seed, loaded by this software. A seed that was loaded has passed all checks."""
    loaded = loaded_from(target)
    return (
        loaded is not None
        and (loaded.software, loaded.revision) == (SOFTWARE, newest_revision())
        and loaded.digest == seed_digest(seed)
    )


def ensure_current(seed: Path, target: Target) -> CheckedSeed | None:
    """Load the seed if the database is missing or stale; returns None if it is current. Raises SeedFaults."""
    return None if is_current(seed, target) else load(seed, target)
