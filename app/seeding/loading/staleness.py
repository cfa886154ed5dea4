"""Freshness: is the database what the seed, the migrations and this software would make?"""

from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.database import Target, read_only
from app.seeding.loading.load import load
from app.seeding.loading.migrate import newest_revision
from app.seeding.validation.checking import Checked, check
from app.settings import SOFTWARE

STAMP = "SELECT digest, software, (SELECT version_num FROM alembic_version) FROM dataset"


def stamp(target: Target) -> tuple[str, str, str] | None:
    """Digest, software version and revision of a database; null when it is missing or can not be read."""
    try:
        engine = read_only(target)
    except OSError:
        return None
    try:
        with engine.connect() as connection:
            row = connection.execute(text(STAMP)).one_or_none()
            return (row[0], row[1], row[2]) if row else None
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()


def ensure_current(seed: Path, target: Target) -> Checked | None:
    """Load the seed if the database is missing or stale; null when it is current. Raises SeedFaults."""
    found = stamp(target)
    if found is not None and found == (check(seed).digest, SOFTWARE, newest_revision()):
        return None
    return load(seed, target)
