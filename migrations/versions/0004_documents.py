"""Documents in tables of their own, and indexes by date and by sequence that answer a whole page.

Rows may be there already; they are numbered in the order of their ids.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = {
    "sources": "source",
    "places": "place",
    "parties": "party",
    "people": "person",
    "events": "event",
    "strikes": "strike",
    "claims": "claim",
    "passages": "passage",
    "discrepancies": "discrepancy",
    "changes": "change",
}
# The columns that lead an index by date, and whether they may be null; None for the index of all records.
BY_DATE: dict[str, dict[str | None, bool]] = {
    "events": {
        None: False,
        "type": False,
        "subtype": True,
        "date_precision": False,
        "background": False,
        "contested": False,
        "responds_to_id": True,
    },
    "strikes": {
        None: False,
        "attacker_id": False,
        "date_precision": False,
        "background": False,
        "contested": False,
        "responds_to_id": True,
    },
    "claims": {
        None: False,
        "type": False,
        "date_precision": False,
        "claimant_id": True,
        "speaker": True,
        "measure": True,
        "victim_class": True,
    },
}
OLD_COLUMNS = ("earliest", "sequence", "id", "latest")
NUMBER = """
    UPDATE {table} SET serial = numbered.serial
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS serial FROM {table}) AS numbered WHERE numbered.id = {table}.id
"""
MOVE = 'INSERT INTO {kind}_documents (serial, brief, "full") SELECT serial, brief, {bytes} FROM {table}'
BYTES = {"sqlite": 'CAST("full" AS BLOB)', "postgresql": "convert_to(\"full\", 'UTF8')"}


def upgrade() -> None:
    drop_date_indexes()
    links = drop_links()
    op.create_table(
        "dictionaries",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("collection", AutoString(length=40), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_dictionaries"),
    )
    for table, kind in KINDS.items():
        op.create_table(
            f"{kind}_documents",
            sa.Column("serial", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("brief", sa.Text(), nullable=False),
            sa.Column("full", sa.LargeBinary(), nullable=False),
            sa.PrimaryKeyConstraint("serial", name=f"pk_{kind}_documents"),
        )
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("serial", sa.Integer(), nullable=False, server_default="0"))
        op.execute(NUMBER.format(table=table))
        op.execute(MOVE.format(table=table, kind=kind, bytes=BYTES[op.get_context().dialect.name]))
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column("serial", server_default=None)
            batch_op.drop_column("brief")
            batch_op.drop_column("full")
            batch_op.drop_constraint(op.f(f"pk_{table}"), type_="primary")
            batch_op.create_primary_key(op.f(f"pk_{table}"), ["serial"])
            batch_op.create_unique_constraint(op.f(f"uq_{table}_id"), ["id"])
    create_links(links)
    create_date_indexes((*OLD_COLUMNS, "date_precision"))
    for table, name, column, where in sequence_indexes():
        op.create_index(name, table, [column, "sequence", "id"], **where)


def downgrade() -> None:
    for table, name, _, _ in sequence_indexes():
        op.drop_index(name, table)
    op.execute("DELETE FROM dataset")  # documents may be compressed: the database is stale until it is loaded again
    drop_date_indexes()
    links = drop_links()
    for table, kind in KINDS.items():
        with op.batch_alter_table(table) as batch_op:
            for name in ("brief", "full"):
                batch_op.add_column(sa.Column(name, AutoString(), nullable=False, server_default=""))
        with op.batch_alter_table(table) as batch_op:
            for name in ("brief", "full"):
                batch_op.alter_column(name, server_default=None)
            batch_op.drop_constraint(op.f(f"uq_{table}_id"), type_="unique")
            batch_op.drop_constraint(op.f(f"pk_{table}"), type_="primary")
            batch_op.create_primary_key(op.f(f"pk_{table}"), ["id"])
            batch_op.drop_column("serial")
        op.drop_table(f"{kind}_documents")
    op.drop_table("dictionaries")
    create_links(links)
    create_date_indexes(OLD_COLUMNS)


def drop_links() -> list[tuple[str, Any]]:
    """Drop the foreign keys that need the key of a table of records; none in SQLite, which looks for it when it runs.

    Returns each with the table that it belongs to.
    """
    if op.get_context().dialect.name == "sqlite":
        return []
    inspector = sa.inspect(op.get_bind())
    links = [
        (table, link)
        for table in inspector.get_table_names()
        for link in inspector.get_foreign_keys(table)
        if link["referred_table"] in KINDS
    ]
    for table, link in links:
        op.drop_constraint(link["name"], table, type_="foreignkey")
    return links


def create_links(links: list[tuple[str, Any]]) -> None:
    """Create these foreign keys again."""
    for table, link in links:
        columns = link["constrained_columns"], link["referred_columns"]
        op.create_foreign_key(link["name"], table, link["referred_table"], *columns, **link["options"])


def date_indexes() -> Iterator[tuple[str, str, str | None, dict[str, Any]]]:
    """Each index by date: its table, its name, the column that leads it, and the condition of its rows."""
    for table, leading in BY_DATE.items():
        for column, nullable in leading.items():
            name = f"ix_{table}_{column}_date" if column else f"ix_{table}_date"
            where = sa.text(f"{column} IS NOT NULL")
            yield table, name, column, {"sqlite_where": where, "postgresql_where": where} if nullable else {}


def sequence_indexes() -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Each index by sequence, described likewise: for every filter of a list in that order."""
    for table, _, column, where in date_indexes():
        if column and table in {"events", "strikes"}:
            yield table, f"ix_{table}_{column}_sequence", column, where


def drop_date_indexes() -> None:
    """Drop all indexes by date."""
    for table, name, _, _ in date_indexes():
        op.drop_index(name, table)


def create_date_indexes(columns: tuple[str, ...]) -> None:
    """Create all indexes by date, with these columns after the one that leads each."""
    for table, name, column, where in date_indexes():
        op.create_index(name, table, [name for name in dict.fromkeys([column, *columns]) if name], **where)
