"""Simplified outlines of countries and provinces, with their ISO 3166-1 or 3166-2 codes."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

Geometry = dict[str, Any]

FILE = Path(__file__).with_name("outlines.geojson")


class Outline(NamedTuple):
    """An area: its code (None for one that has none), its English name, and a MultiPolygon in WGS 84 degrees."""

    code: str | None
    name: str
    geometry: Geometry


@cache
def outlines() -> list[Outline]:
    """Every outline, in the order in which they are drawn: neighbours, Iran and Pakistan, then provinces."""
    features = _collection()["features"]
    return [Outline(item["properties"]["code"], item["properties"]["name"], item["geometry"]) for item in features]


@cache
def geometries() -> dict[str, Geometry]:
    """The outline of each code there is one for."""
    return {outline.code: outline.geometry for outline in outlines() if outline.code is not None}


def origin() -> str:
    """Where the outlines come from, their licence, and what they are not good for."""
    return str(_collection()["note"])


@cache
def _collection() -> dict[str, Any]:
    """The file, which is read once."""
    collection: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return collection
