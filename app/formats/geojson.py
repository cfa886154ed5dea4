"""GeoJSON (RFC 7946): a feature for each record, with null geometry where no point is known.

A point that is less precise than `near` stands for a wide area and is marked `representative`. Map tools read only
properties that are no objects or lists, so what they need to label and date a feature is repeated from the CSV columns.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.csv_format import cell
from app.formats.format import DocumentInfo, Format
from app.formats.json_format import dump
from app.schemas.points import is_located

PRECISE = ("exact", "near")  # precisions of a point at or near the spot itself
OMITTED = ("claims", "evidence", "discrepancies", "links")  # fields found only at the record's own address
FLAT = {"type", "title", "date_text", "date_start", "date_end", "place_names"}  # columns that are properties too


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """One FeatureCollection, with title, dataset, version and licence as foreign members."""
    members = {"title": info.title, "dataset": info.dataset, "version": info.version, "licence": info.licence}
    yield f'{{"type":"FeatureCollection",{dump(members)[1:-1]},"features":['
    for number, document in enumerate(documents):
        yield f"{',' if number else ''}{dump(feature(document, info))}"
    yield "]}"


def feature(document: dict[str, Any], info: DocumentInfo) -> dict[str, Any]:
    """A record as a feature, with a point for each of its places that has one."""
    located = [place for place in document.get("places", [document]) if is_located(place)]
    precisions = list(dict.fromkeys(place["geo_precision"] for place in located))
    return {
        "type": "Feature",
        "id": document["id"],
        "geometry": geometry([[place["longitude"], place["latitude"]] for place in located]),
        "properties": {
            **{name: value for name, value in document.items() if name not in OMITTED},
            **flat_properties(document, info),
            "geo_precision": common_precision(precisions),
            "representative": any(precision not in PRECISE for precision in precisions),
            "href": info.absolute(document["links"]["self"]),
        },
    }


def flat_properties(document: dict[str, Any], info: DocumentInfo) -> dict[str, str | None]:
    """Those columns of the record that map tools need; null for an empty cell."""
    return {column.name: cell(column.values(document)) or None for column in info.columns if column.name in FLAT}


def common_precision(precisions: list[str]) -> str | None:
    """The precision of all points: None if they differ, `unknown` if there are none."""
    if not precisions:
        return "unknown"
    return precisions[0] if len(precisions) == 1 else None


def geometry(points: list[list[float]]) -> dict[str, Any] | None:
    """One point, several, or none."""
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


GEOJSON = Format("geojson", "application/geo+json", "for maps", encode)
