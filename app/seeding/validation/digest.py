"""The digest of a seed: a SHA-256 of its content that ignores layout, comments and the order of keys."""

import hashlib
from pathlib import Path

from pydantic import BaseModel

from app.seeding.kinds import ENTRIES
from app.seeding.reading import InvalidEntry, read_head, read_table


class SeedDigest:
    """Add the head of the seed, then every entry in the order of its table."""

    def __init__(self) -> None:
        self.hash = hashlib.sha256()

    def add(self, name: str, document: BaseModel) -> None:
        """Add an entry of a table, or the head as `article`."""
        self.hash.update(f"{name} {document.model_dump_json()}\n".encode())

    def value(self) -> str:
        """The digest of what has been added, in hexadecimal."""
        return self.hash.hexdigest()


def seed_digest(folder: Path) -> str | None:
    """The digest of a seed, or None if any of it is invalid. The rules between entries are not checked."""
    digest = SeedDigest()
    head = read_head(folder)
    if isinstance(head, InvalidEntry):
        return None
    digest.add("article", head[0])
    for table in ENTRIES:
        for item in read_table(folder, table):
            if isinstance(item, InvalidEntry):
                return None
            digest.add(table, item.entry)
    return digest.value()
