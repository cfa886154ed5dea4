"""The versions of the dataset, in the order of their release."""

from sqlalchemy import Connection, select, union
from sqlmodel import col

from app.models import Change, Dataset
from app.models.changes import version_key
from app.queries.engine.conditions import NameChoices


def versions(connection: Connection) -> list[str]:
    """All versions that the changelog names, and the present one."""
    known = union(select(col(Change.version)), select(col(Dataset.version)))
    return sorted(connection.execute(known).scalars(), key=version_key)


def later_versions(connection: Connection, version: str) -> list[str] | None:
    """The versions after one of them; None if there is no such version."""
    known = versions(connection)
    return known[known.index(version) + 1 :] if version in known else None


LATER_VERSIONS = NameChoices(noun="version", find=later_versions, names=versions, few=True)
