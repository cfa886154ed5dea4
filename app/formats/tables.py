"""Descriptions of the CSV files: a Data Package with Table Schemas, and CSV on the Web, from the same columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.formats.csv_format import SEPARATOR
from app.formats.format import DocumentInfo
from app.formats.licences import DATA_LICENCE, licence_url
from app.schemas.columns import Column

PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
CSVW_CONTEXT = "http://www.w3.org/ns/csvw"


@dataclass(frozen=True)
class Table:
    """A CSV file to describe. `caution` is what whoever reads its figures must know."""

    name: str
    description: str
    caution: str | None
    columns: Sequence[Column]


def data_package(name: str, description: str, tables: Sequence[Table], info: DocumentInfo) -> dict[str, Any]:
    """A Data Package 2.0 of these tables. Paths are relative."""
    return {
        "$schema": PACKAGE_PROFILE,
        "name": name,
        "title": info.dataset,
        "description": description,
        "version": info.version,
        "created": f"{info.released}T00:00:00Z",
        "homepage": info.base_url,
        "licenses": [{"name": DATA_LICENCE, "path": licence_url(DATA_LICENCE), "title": info.licence}],
        "resources": [package_resource(table) for table in tables],
    }


def package_resource(table: Table) -> dict[str, Any]:
    """A table of a Data Package. `caution` is a property of our own, which the standard allows."""
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.description,
        **({"caution": table.caution} if table.caution else {}),
        "dialect": {"header": True, "delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": {
            "fields": [schema_field(column) for column in table.columns],
            "primaryKey": ["id"],
            "missingValues": [""],
        },
    }


def schema_field(column: Column) -> dict[str, Any]:
    """A column in Table Schema. A cell with several values is a string there."""
    constraints = {
        **({"required": True} if column.required else {}),
        **({"unique": True} if column.name == "id" else {}),
        **({"enum": list(column.words)} if column.words else {}),
    }
    return {
        "name": column.name,
        "type": "string" if column.several else column.type,
        "description": column_description(column),
        **({"constraints": constraints} if constraints else {}),
    }


def csvw_metadata(table: Table, info: DocumentInfo) -> dict[str, Any]:
    """A table in CSV on the Web. The caution is a comment in the terms of RDF Schema."""
    return {
        "@context": [CSVW_CONTEXT, {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": info.title,
        "dc:description": table.description,
        **({"rdfs:comment": table.caution} if table.caution else {}),
        "dc:license": {"@id": licence_url(DATA_LICENCE)},
        "dc:source": {"@id": info.base_url},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [csvw_column(column) for column in table.columns], "primaryKey": "id"},
    }


def csvw_column(column: Column) -> dict[str, Any]:
    """A column in CSV on the Web. The data type is that of each value in a cell."""
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column_description(column),
        "datatype": column.type,
        **({"separator": SEPARATOR} if column.several else {}),
        **({"required": True} if column.required else {}),
    }


def column_description(column: Column) -> str:
    """What the cells of a column contain."""
    return f"{column.text} Several values are separated by '{SEPARATOR}'." if column.several else column.text
