"""Which of today's fields an older seed could not have, told by the JSON Schemas in its folder.

The first value of such a field is not a change of the record: the older release did not record it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.seeding.json_schemas import schemas
from app.seeding.reading import UTF_8

Names = set[str]  # dotted, as `date.start`; those of the documents in a list too


def added_fields(folder: Path) -> dict[str, Names]:
    """By seed file, the fields of today's entries that the schema in the older seed's folder lacks.

    A seed without schemas is taken to have had every field. So are the parts of a field that held no documents then:
    the field as a whole is compared.
    """
    added: dict[str, Names] = {}
    for table, schema in schemas():
        file = folder / "schema" / f"{table}.schema.json"
        if file.exists():
            old = set(field_names(json.loads(file.read_text(encoding=UTF_8))))
            parents = {name.rpartition(".")[0] for name in old} | {""}
            added[table] = {name for name in set(field_names(schema)) - old if name.rpartition(".")[0] in parents}
    return added


def field_names(schema: dict[str, Any]) -> Iterator[str]:
    """The dotted names of all fields of the entries that a schema describes."""
    definitions = schema.get("$defs", {})

    def walk(part: dict[str, Any], above: str) -> Iterator[str]:
        if "$ref" in part:
            part = definitions[part["$ref"].rpartition("/")[2]]
        for option in [*part.get("anyOf", ()), *([part["items"]] if "items" in part else ())]:
            yield from walk(option, above)
        for name, field in part.get("properties", {}).items():
            yield f"{above}{name}"
            yield from walk(field, f"{above}{name}.")

    return walk(schema, "")


def without(value: Any, name: str, added: Names) -> Any:
    """A field's value without the parts that were added to its documents."""
    if isinstance(value, list):
        return [without(item, name, added) for item in value]
    if isinstance(value, dict):
        return {
            key: without(item, f"{name}.{key}", added) for key, item in value.items() if f"{name}.{key}" not in added
        }
    return value
