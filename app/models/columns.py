"""How tables are declared: enums as checked text, ids as foreign keys, indexes, and the columns that records share."""

from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from app.vocabulary import DescribedEnum

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 100
WITHOUT_ROWID = {"sqlite_with_rowid": False}  # a link table is mostly key, which SQLite would store twice
# Placeholders for what a load derives later, at least as wide as any value: SQLite splits a page whose rows grow.
UNKNOWN_DAY, UNKNOWN_COUNT, UNKNOWN_SEQUENCE = "0000-00-00", 2, 999_999_999  # SQLite stores 0 and 1 without a byte

SQLModel.metadata.naming_convention = {  # gives every constraint a name that migrations can use on both databases
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def enum_column(enum: type[DescribedEnum], *, name: str, null: bool = False, index: bool = False) -> Any:
    """A column of enum values, stored as text with a named CHECK: a native enum type would be hard to change."""
    column_type = Enum(
        enum,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
    return Field(sa_type=column_type, nullable=null, index=index, **({"default": None} if null else {}))  # type: ignore[call-overload]


def foreign_key(target: str, *, null: bool = False, key: bool = False) -> Any:
    """A column that holds the id of another record; with `key`, part of the primary key.

    It is checked at the end of the transaction, so rows can be written in any order. It has no index: nothing is ever
    deleted, so an index is only worth having where a query uses it.
    """
    link = ForeignKey(target, deferrable=True, initially="DEFERRED")
    optional: dict[str, Any] = {"default": None, "nullable": True} if null else {}
    return Field(sa_column_args=(link,), primary_key=key, max_length=SLUG_LENGTH, **optional)


def column_index(table: str, *columns: str, null: bool = False) -> Index:
    """An index named after its first column. An index for a sort key ends with the id, as every ORDER BY does."""
    return Index(f"ix_{table}_{columns[0]}", *columns, **partial(f"{columns[0]} IS NOT NULL" if null else None))


def date_index(table: str, column: str | None = None, *, null: bool = False) -> Index:
    """An index in the order of dates, for one filter or for none.

    It yields pages in order, counts a range of days by `latest`, and has all that a page asks of a record besides its
    document: `date_precision` for the notice and, in SQLite, which puts the primary key into every index, `serial`.
    """
    columns = dict.fromkeys([column, "earliest", "sequence", "id", "latest", "date_precision"])
    name = f"ix_{table}_{column}_date" if column else f"ix_{table}_date"
    where = partial(f"{column} IS NOT NULL" if null else None)
    return Index(name, *(name for name in columns if name), **where)


def sequence_index(table: str, column: str, *, null: bool = False) -> Index:
    """An index for a filter sorted by `sequence`, the order of a list that is asked for none."""
    where = partial(f"{column} IS NOT NULL" if null else None)
    return Index(f"ix_{table}_{column}_sequence", column, "sequence", "id", **where)


def partial(condition: str | None) -> dict[str, Any]:
    """Arguments for an index of only the rows that meet the condition: no query looks for nulls.

    The statistics of such an index cover the values alone, so the planner is not misled by how many nulls there are.
    The migration gives PostgreSQL the same condition; given here, every process would load all PostgreSQL drivers.
    """
    return {"sqlite_where": text(condition)} if condition else {}


def exactly_one(*columns: str) -> CheckConstraint:
    """A CHECK that exactly one of the columns is filled: a sum of CASEs works on both databases."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{filled} = 1", name="exactly_one")


class Table(SQLModel):
    """Base of all tables. Rows are never validated, so deferring their validators means that they are never built."""

    model_config = {"defer_build": True}


class Record(Table):
    """Columns of every public record: its place in the seed and a stable id; its documents are in another table."""

    serial: int = Field(
        primary_key=True,
        sa_column_kwargs={"autoincrement": False},
        description="Position among the records of its kind in the seed, from 1; the key of its documents.",
    )
    id: str = Field(unique=True, max_length=SLUG_LENGTH)

    brief: ClassVar[Any]  # SQL for its document as in lists, and for that at its own address; see documents.py
    full: ClassVar[Any]


class Sourced(Record):
    """Columns of a record supported by passages."""

    sources_count: int = Field(default=UNKNOWN_COUNT, description="Number of references its passages cite.")


class Dated(Table):
    """Columns of a record with a date, used by all date filters. Neither day is ever null."""

    earliest: str = Field(default=UNKNOWN_DAY, max_length=10, description="First possible day, ISO 8601.")
    latest: str = Field(default=UNKNOWN_DAY, max_length=10, description="Last possible day, ISO 8601.")
    sequence: int = Field(default=UNKNOWN_SEQUENCE, description="Story order, for records of the same day.")
