"""GeoJSON (RFC 7946): a feature for each record, at its point; null geometry where no point is known.

A point coarser than `near` stands for a wide area: it is marked `representative`.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.format import Format
from app.formats.head import Head
from app.formats.json import dump

SPOT = ("exact", "near")  # precisions of a point that is where it happened
INSIDE = ("claims", "evidence", "discrepancies", "links")  # left to the record's own address


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """One FeatureCollection, with what it is as foreign members."""
    about = {"title": head.title, "dataset": head.dataset, "version": head.version, "licence": head.licence}
    yield f'{{"type":"FeatureCollection",{dump(about)[1:-1]},"features":['
    for number, document in enumerate(documents):
        yield f"{',' if number else ''}{dump(feature(document, head))}"
    yield "]}"


def feature(document: dict[str, Any], head: Head) -> dict[str, Any]:
    """A record as a feature. With several places it has several points."""
    places = document.get("places", [document])
    known = [place for place in places if place["latitude"] is not None]
    points = [[place["longitude"], place["latitude"]] for place in known]
    precisions = list(dict.fromkeys(place["geo_precision"] for place in known))
    precision = precisions[0] if len(precisions) == 1 else None if precisions else "unknown"
    properties = {name: value for name, value in document.items() if name not in INSIDE}
    marks = {"geo_precision": precision, "representative": any(found not in SPOT for found in precisions)}
    href = head.absolute(document["links"]["self"])
    return {
        "type": "Feature",
        "id": document["id"],
        "geometry": geometry(points),
        "properties": {**properties, **marks, "href": href},
    }


def geometry(points: list[list[float]]) -> dict[str, Any] | None:
    """A point, several, or none."""
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


GEOJSON = Format("geojson", "application/geo+json", "for maps", encode)
