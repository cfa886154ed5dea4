"""Records as a database stores them: a row, and documents in a table beside it."""

from pathlib import Path

from sqlalchemy import NullPool, create_engine, select

from app.models import DOCUMENTS
from app.models.packing import PACK_BRIEFS_FROM, Packer, unpack
from app.vocabulary import COLLECTIONS


def stored(collection: str, columns: str = "*") -> str:
    """SQL for the records of a collection with their documents, in the order of the seed."""
    beside = f"{COLLECTIONS[collection]}_documents"
    return f"SELECT {columns} FROM {collection} JOIN {beside} USING (serial) ORDER BY serial"  # noqa: S608


def compress(file: Path) -> None:
    """Store brief documents as a load does when there are very many."""
    with create_engine(f"sqlite:///{file}", poolclass=NullPool).begin() as connection:
        for collection, table in DOCUMENTS.items():
            packer = Packer(connection, collection, PACK_BRIEFS_FROM)
            for serial, brief, full in connection.execute(select(table)).all():
                row = packer.row(serial, brief, unpack(connection, full))
                values = dict(zip(table.columns.keys(), row, strict=True))
                connection.execute(table.update().where(table.c.serial == serial).values(values))
