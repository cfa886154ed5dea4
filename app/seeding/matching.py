"""How fields and columns match by name, for entries that become rows and rows that become documents."""

from collections.abc import Collection, Sequence


def matching_column(path: Sequence[str], columns: Collection[str]) -> str | None:
    """The column for the field at a path, or null if there is none.

    Field `x` matches column `x`, or `x_id` if it refers to a record. Field `y` of a document in field `x` matches
    `x_y`, or `y` if there is no such column: `date.start` is `date_start`, but `date.not_before` is `not_before`.
    """
    names = ("_".join(path), path[-1])
    return next((column for name in names for column in (name, f"{name}_id") if column in columns), None)
