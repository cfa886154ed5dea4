"""Decides whether a database is stale: whether loading the seed with this software would change it."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.database import Target, at
from app.seeding.loading.migrate import newest_revision
from app.seeding.validation.digest import seed_digest
from app.settings import SOFTWARE

if TYPE_CHECKING:
    from app.seeding.validation.checking import CheckedSeed

LOADED = "SELECT version, released, digest, software, (SELECT version_num FROM alembic_version) FROM dataset"


class Loaded(NamedTuple):
    """What a database holds, and what loaded it."""

    version: str
    released: str
    digest: str  # of the seed
    software: str
    revision: str

    @property
    def is_outdated(self) -> bool:
        """Whether another version of the software loaded it, or its tables have another revision."""
        return (self.software, self.revision) != (SOFTWARE, newest_revision())


def read_loaded(connection: Connection) -> Loaded | None:
    """What a database holds; None if nothing was loaded. Raises DBAPIError, also if there are no tables."""
    row = connection.execute(text(LOADED)).one_or_none()
    return Loaded(*row) if row else None


def loaded_in(target: Target) -> Loaded | None:
    """What a database holds; None if there is none or nothing was loaded.

    Raises DBAPIError if the database may not be read: a load then would fail too, at every start.
    """
    database = at(target)
    try:
        engine = database.read_only()
    except OSError:
        return None
    try:
        with engine.connect() as connection:
            return read_loaded(connection)
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
    loaded = loaded_in(target)
    return loaded is not None and not loaded.is_outdated and loaded.digest == seed_digest(seed)


def ensure_current(seed: Path, target: Target) -> "CheckedSeed | None":
    """Load the seed if the database is missing or stale; returns None if it is current. Raises SeedFaults."""
    if is_current(seed, target):
        return None
    from app.seeding.loading.load import load  # noqa: PLC0415, takes half a second, and most starts load nothing

    return load(seed, target)
