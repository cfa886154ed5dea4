"""Documents: the finished JSON of records, in a table beside that of each kind, so that rows of records stay narrow."""

from typing import Any

from sqlalchemy import Column, Integer, LargeBinary, ScalarSelect, Table, Text, select
from sqlalchemy.orm import column_property
from sqlmodel import SQLModel

from app.models.columns import Record
from app.vocabulary import RecordKind

# By collection. A document has the `serial` of its record. It is written once and never updated.
DOCUMENTS: dict[str, Table] = {
    kind.collection: Table(
        f"{kind}_documents",
        SQLModel.metadata,
        Column("serial", Integer, primary_key=True, autoincrement=False),
        Column("brief", Text, nullable=False),  # JSON as in lists; SQLite also takes it compressed, see packing.py
        Column("full", LargeBinary, nullable=False),  # JSON as at the record's own address; see packing.py
    )
    for kind in RecordKind
}


def document(table: type[Record], column: str, serial: Any) -> ScalarSelect[Any]:
    """SQL for the brief or full document of the record with this serial."""
    documents = DOCUMENTS[str(table.__tablename__)]
    return select(documents.c[column]).where(documents.c.serial == serial).scalar_subquery()


def add_documents(table: Any) -> None:
    """Give a table of records the attributes `brief` and `full`, which any SELECT may ask for like columns."""
    for name in ("brief", "full"):
        setattr(table, name, column_property(document(table, name, table.serial), deferred=True))
