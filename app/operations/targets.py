"""Whether there can be such a database as the settings name, before anything is done with it."""

from pathlib import Path

from app.database import Target
from app.settings import PREFIX


def check_target(target: Target) -> None:
    """Raise ValueError if there can be no such file: it is a folder, or would be in something that is none."""
    if not isinstance(target, Path):
        return
    if target.is_dir():
        raise ValueError(f"{PREFIX}DATABASE_URL names {target}, which is a folder; add the name of a file")
    parent = next(parent for parent in target.absolute().parents if parent.exists())
    if not parent.is_dir():
        raise ValueError(f"{PREFIX}DATABASE_URL names {target}, but {parent} is not a folder")
