"""How columns are declared: words as checked text, ids as foreign keys, and what every record shares."""

from typing import Any

from sqlalchemy import CheckConstraint, Enum, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from app.vocabulary import Word

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SLUG_LENGTH = 100
KEYED = {"sqlite_with_rowid": False}  # a link is little more than its key: SQLite need not store that twice

SQLModel.metadata.naming_convention = {  # so that migrations can name every constraint on every database
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.model_config["defer_build"] = True  # rows are never validated, so no start need wait for what would do it


def word(words: type[Word], *, name: str, null: bool = False, index: bool = False) -> Any:
    """A column of one word, stored as its value and kept by a named CHECK (never a native enum type)."""
    stored = Enum(
        words,
        native_enum=False,
        create_constraint=True,
        name=name,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )
    return Field(sa_type=stored, nullable=null, index=index, **({"default": None} if null else {}))  # type: ignore[call-overload]


def reference(target: str, *, null: bool = False, key: bool = False) -> Any:
    """A column that holds the id of another record; with `key`, part of the primary key.

    Checked when the transaction ends, so that rows may be written in any order. No index comes with it: nothing is ever
    deleted, so only a question can need one.
    """
    link = ForeignKey(target, deferrable=True, initially="DEFERRED")
    optional: dict[str, Any] = {"default": None, "nullable": True} if null else {}
    return Field(sa_column_args=(link,), primary_key=key, max_length=SLUG_LENGTH, **optional)


def ordered(table: str, *columns: str, null: bool = False) -> Index:
    """An index named for its first column. One for a sort key ends with the id, as every order does."""
    return Index(f"ix_{table}_{columns[0]}", *columns, **only(f"{columns[0]} IS NOT NULL" if null else None))


def by_date(table: str, column: str, *, null: bool = False) -> Index:
    """An index for a filter in the order of dates: a page is read off it, and, with `latest`, a window is counted."""
    columns = (column, "earliest", "sequence", "id", "latest")
    return Index(f"ix_{table}_{column}_date", *columns, **only(f"{column} IS NOT NULL" if null else None))


def only(condition: str | None) -> dict[str, Any]:
    """Keeps in an index only the rows that fulfil the condition: no question asks for a null.

    The statistics of such an index tell of the values alone, so that few nulls or many do not mislead the planner. The
    migration says the same to PostgreSQL; said here, it would have every process load all of PostgreSQL's drivers.
    """
    return {"sqlite_where": text(condition)} if condition else {}


def exactly_one(*columns: str) -> CheckConstraint:
    """A CHECK that exactly one of the columns is filled; a sum of CASEs is the form both databases know."""
    filled = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in columns)
    return CheckConstraint(f"{filled} = 1", name="exactly_one")


class Record(SQLModel):
    """What every public record has: a stable id, and its public JSON, rendered when the dataset is loaded."""

    id: str = Field(primary_key=True, max_length=SLUG_LENGTH)
    brief: str = Field(default="", description="The document that lists answer.")
    full: str = Field(default="", description="The document that the record's own address answers.")


class Sourced(Record):
    """A record that passages support."""

    sources_count: int = Field(default=0, description="References cited by its passages.")


class Dated(SQLModel):
    """A record with a day: the columns behind every question about dates. Neither is ever null."""

    earliest: str = Field(default="", max_length=10, description="First possible day, ISO 8601.")
    latest: str = Field(default="", max_length=10, description="Last possible day, ISO 8601.")
    sequence: int = Field(default=0, description="Story order, for records of the same day.")
