"""What describes the CSV files: a Data Package (its Table Schema) and CSV on the Web, both from the same columns."""

from collections.abc import Sequence
from typing import Any

from app.formats.csv import SEVERAL
from app.formats.head import Head
from app.schemas.columns import Column

PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSVW = "http://www.w3.org/ns/csvw"


def package(name: str, text: str, tables: Sequence[tuple[str, str, Sequence[Column]]], head: Head) -> dict[str, Any]:
    """A Data Package 2.0 of these tables: each its name, what it holds, and its columns. Paths are relative."""
    return {
        "$schema": PACKAGE,
        "name": name,
        "title": head.dataset,
        "description": text,
        "version": head.version,
        "created": f"{head.released}T00:00:00Z",
        "homepage": head.base_url,
        "licenses": [
            {"name": "CC-BY-SA-4.0", "path": "https://creativecommons.org/licenses/by-sa/4.0/", "title": head.licence}
        ],
        "resources": [resource(*table) for table in tables],
    }


def resource(name: str, text: str, columns: Sequence[Column]) -> dict[str, Any]:
    """A table of a package."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": text,
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {
            "fields": [field(column) for column in columns],
            "primaryKey": ["id"],
            "missingValues": [""],
        },
    }


def field(column: Column) -> dict[str, Any]:
    """A column, as Table Schema describes it: a cell with several values is a text to its readers."""
    constraints = {
        **({"required": True} if column.required else {}),
        **({"unique": True} if column.name == "id" else {}),
        **({"enum": list(column.words)} if column.words else {}),
    }
    return {
        "name": column.name,
        "type": "string" if column.several else column.type,
        "description": described(column),
        **({"constraints": constraints} if constraints else {}),
    }


def metadata(name: str, text: str, columns: Sequence[Column], head: Head) -> dict[str, Any]:
    """One table, as CSV on the Web describes it."""
    return {
        "@context": [CSVW, {"@language": "en"}],
        "url": f"{name}.csv",
        "dc:title": head.title,
        "dc:description": text,
        "dc:license": {"@id": "https://creativecommons.org/licenses/by-sa/4.0/"},
        "dc:source": {"@id": head.base_url},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [csvw(column) for column in columns], "primaryKey": "id"},
    }


def csvw(column: Column) -> dict[str, Any]:
    """A column, as CSV on the Web describes it: the type is that of each value in a cell."""
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": described(column),
        "datatype": column.type,
        **({"separator": SEVERAL} if column.several else {}),
        **({"required": True} if column.required else {}),
    }


def described(column: Column) -> str:
    """What a column holds."""
    return f"{column.text} Several are separated by '{SEVERAL}'." if column.several else column.text
