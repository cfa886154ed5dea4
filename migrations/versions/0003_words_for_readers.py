"""Columns behind the words for readers, and an order for discrepancies.

Rows may be there already: a new column that is never null has a default while it is added, and no more.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OLD_KINDS = ("contradiction", "differing", "ambiguous", "missing", "bibliographic", "wording")
TOPICS = (
    "casualties",
    "attribution",
    "who",
    "where",
    "when",
    "means",
    "diplomacy",
    "names",
    "references",
    "our_copy",
)
PARTS = ("text", "summary_table", "headline", "quotation")
# Table, column, type and, for a column that is never null, the default of the rows that are there.
COLUMNS: list[tuple[str, str, Any, Any]] = []


def words(name: str, *values: str) -> sa.Enum:
    """A closed list of words, kept by a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


COLUMNS += [
    ("events", "caveat", AutoString(), None),
    ("events", "not_after_basis", words("not_after_basis", "retrieval"), None),
    ("event_places", "role", words("place_role", "location", "post", "subject"), "location"),
    ("event_places", "inferred", sa.Boolean(), sa.false()),
    ("strike_weapons", "means", words("means", "missile", "air", "bombing", "not_specified"), "not_specified"),
    ("claims", "stated_in", words("stated_in", *PARTS), "text"),
    ("passages", "label", AutoString(), ""),
    ("discrepancies", "topic", words("discrepancy_topic", *TOPICS), "who"),
    ("discrepancies", "weight", words("discrepancy_weight", "essential", "useful", "minor"), "useful"),
    ("discrepancies", "position", sa.Integer(), "0"),
    ("discrepancies", "not_stated", sa.JSON(), "[]"),
    ("sources", "captured", AutoString(length=10), None),
    ("sources", "revision", AutoString(), None),
]


def upgrade() -> None:
    for table, name, kind, default in COLUMNS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column(name, kind, nullable=default is None, server_default=default))
        if default is not None:
            with op.batch_alter_table(table) as batch_op:
                batch_op.alter_column(name, server_default=None)
    with op.batch_alter_table("claims") as batch_op:
        batch_op.add_column(sa.Column("made_in_id", AutoString(length=100), nullable=True))
        batch_op.create_foreign_key(
            "fk_claims_made_in_id", "events", ["made_in_id"], ["id"], deferrable=True, initially="DEFERRED"
        )
    change_kinds(OLD_KINDS, (*OLD_KINDS, "capture"))
    op.create_index("ix_discrepancies_position", "discrepancies", ["position", "id"])
    op.create_index("ix_discrepancies_topic", "discrepancies", ["topic"])
    op.create_index("ix_discrepancies_weight", "discrepancies", ["weight"])
    op.create_index("ix_strikes_sequence", "strikes", ["sequence", "id"])
    op.create_table(
        "party_descriptions",
        sa.Column("party_id", AutoString(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", AutoString(), nullable=False),
        sa.Column("passage_id", AutoString(length=100), nullable=False),
        sa.Column("stated_in", words("described_in", *PARTS), nullable=False),
        sa.Column("of_members", sa.Boolean(), nullable=False),
        sa.Column("context", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], "fk_party_descriptions_party_id", deferrable=True, initially="DEFERRED"
        ),
        sa.ForeignKeyConstraint(
            ["passage_id"], ["passages.id"], "fk_party_descriptions_passage_id", deferrable=True, initially="DEFERRED"
        ),
        sa.PrimaryKeyConstraint("party_id", "position", name="pk_party_descriptions"),
    )
    op.create_index("ix_changes_version", "changes", ["version"])
    op.create_table(
        "change_relations",
        sa.Column("change_id", AutoString(length=100), nullable=False),
        sa.Column("record", AutoString(length=120), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "record", name="pk_change_relations"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_change_relations_record", "change_relations", ["record", "change_id"])


def downgrade() -> None:
    op.drop_table("change_relations")
    op.drop_index("ix_changes_version", "changes")
    op.drop_table("party_descriptions")
    op.drop_index("ix_strikes_sequence", "strikes")
    op.drop_index("ix_discrepancies_weight", "discrepancies")
    op.drop_index("ix_discrepancies_topic", "discrepancies")
    op.drop_index("ix_discrepancies_position", "discrepancies")
    change_kinds((*OLD_KINDS, "capture"), OLD_KINDS)
    with op.batch_alter_table("claims") as batch_op:
        batch_op.drop_constraint(op.f("fk_claims_made_in_id"), type_="foreignkey")
        batch_op.drop_column("made_in_id")
    for table, name, kind, _ in reversed(COLUMNS):
        with op.batch_alter_table(table) as batch_op:
            if isinstance(kind, sa.Enum):
                batch_op.drop_constraint(op.f(f"ck_{table}_{kind.name}"), type_="check")
            batch_op.drop_column(name)


def change_kinds(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """Replace the kinds that a discrepancy can have."""
    with op.batch_alter_table("discrepancies") as batch_op:
        batch_op.drop_constraint(op.f("ck_discrepancies_discrepancy_kind"), type_="check")
        batch_op.create_check_constraint("discrepancy_kind", sa.column("kind").in_(after))
