"""Records as a database stores them: a row, and documents in a table beside it."""

from app.vocabulary import COLLECTIONS


def stored(collection: str, columns: str = "*") -> str:
    """SQL for the records of a collection with their documents, in the order of the seed."""
    beside = f"{COLLECTIONS[collection]}_documents"
    return f"SELECT {columns} FROM {collection} JOIN {beside} USING (serial) ORDER BY serial"  # noqa: S608
