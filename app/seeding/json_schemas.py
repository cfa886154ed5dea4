"""The seed's published JSON Schemas: what an editor's tool checks a seed file against."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.seeding.entries import DatasetHead
from app.seeding.kinds import TABLES


def schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema of each seed file, by table."""
    files: dict[str, Any] = {"article": DatasetHead, **{table: list[entry] for table, entry in TABLES.items()}}  # type: ignore[valid-type]
    for table, shape in files.items():
        schema = TypeAdapter(shape).json_schema()
        yield table, {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"{table}.yaml", **schema}


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write each schema to the folder."""
    folder.mkdir(exist_ok=True)
    for table, schema in schemas():
        file = folder / f"{table}.schema.json"
        file.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        yield file
