"""The JSON Schemas of the seed files, with which a text editor can check and complete them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.seeding.entries import DatasetHead
from app.seeding.kinds import ENTRIES


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """The name and the schema of each seed file."""
    files: dict[str, Any] = {"article": DatasetHead, **{table: list[entry] for table, entry in ENTRIES.items()}}  # type: ignore[valid-type]
    for table, shape in files.items():
        schema = TypeAdapter(shape).json_schema()
        yield table, {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{table}.yaml", **schema}


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write each schema to a folder, and yield its file."""
    folder.mkdir(exist_ok=True)
    for table, schema in schemas():
        file = folder / f"{table}.schema.json"
        file.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        yield file
