"""Simplified outlines of countries and provinces, as GeoJSON geometries by ISO 3166-1 or 3166-2 code."""

import json
from functools import cache
from pathlib import Path
from typing import Any

Geometry = dict[str, Any]

FILE = Path(__file__).with_name("outlines.geojson")


@cache
def geometries() -> dict[str, Geometry]:
    """The outline of each code there is one for: a MultiPolygon in WGS 84 decimal degrees."""
    return {feature["properties"]["code"]: feature["geometry"] for feature in _collection()["features"]}


def origin() -> str:
    """Where the outlines come from, their licence, and what they are not good for."""
    return str(_collection()["note"])


@cache
def _collection() -> dict[str, Any]:
    """The file, which is read once."""
    collection: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return collection
