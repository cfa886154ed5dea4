"""GeoJSON (RFC 7946): a feature for each record, with null geometry where no point is known.

All features of a list have one type of geometry, as the layers of map tools do: MultiPoint if a record may have several
places, else Point; outlines are MultiPolygon.

A point that is less precise than `near` stands for a wide area and is marked `representative`. Map tools read only
properties that are no objects or lists, so what they need to label and date a feature is repeated from the CSV columns.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from app import outlines, urls
from app.formats.csv_format import cell
from app.formats.format import DocumentInfo, Format
from app.formats.json_format import add_base_path, dump
from app.outlines import Geometry
from app.queries.engine.stream import OutlineParams
from app.schemas.points import is_located
from app.vocabulary import PlaceKind

PRECISE = ("exact", "near")  # precisions of a point at or near the spot itself
OMITTED = ("claims", "evidence", "discrepancies", "links")  # fields found only at the record's own address
OUTLINE_CODES = {PlaceKind.COUNTRY: "country", PlaceKind.PROVINCE: "subdivision"}  # the field with a place's own code
FLAT = {"type", "title", "date_text", "date_start", "date_end", "place_names"}  # columns that are properties too


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The records with their points."""
    yield from open_collection((point_feature(document, info) for document in documents), info)
    yield "}"


def encode_places(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """Places with their points or, if the request says so, with their outlines."""
    return (encode_outlines if info.params.geometry == "outline" else encode)(documents, info)


def encode_outlines(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The places that have an outline, and at the end a notice of how many have none."""
    left_out = 0

    def features() -> Iterator[dict[str, Any]]:
        nonlocal left_out
        for place in documents:
            if (outline := outline_of(place)) is not None:
                yield feature(place, info, outline, representative=False)
            else:
                left_out += 1

    yield from open_collection(features(), info, outlines=outlines.origin())
    notice = f"{left_out} place{' has' if left_out == 1 else 's have'} no outline, and so no feature here."
    yield f",{dump({'notices': [notice]})[1:]}" if left_out else "}"


def open_collection(features: Iterable[dict[str, Any]], info: DocumentInfo, **members: str) -> Iterator[str]:
    """One FeatureCollection, with title, dataset, version and licence as foreign members, up to its last brace."""
    base_path = urls.base_path(info.base_url)
    about = {"title": info.title, "dataset": info.dataset, "version": info.version, "licence": info.licence}
    yield f'{{"type":"FeatureCollection",{dump(about | members)[1:-1]},"features":['
    for number, item in enumerate(features):
        yield f"{',' if number else ''}{add_base_path(dump(item), base_path)}"
    yield "]"


def feature(
    document: dict[str, Any], info: DocumentInfo, geometry: Geometry | None, **properties: Any
) -> dict[str, Any]:
    """A record as a feature, with this geometry and these properties besides its own."""
    return {
        "type": "Feature",
        "id": document["id"],
        "geometry": geometry,
        "properties": {
            **{name: value for name, value in document.items() if name not in OMITTED},
            **flat_properties(document, info),
            **properties,
            "href": info.absolute(document["links"]["self"]),
        },
    }


def point_feature(document: dict[str, Any], info: DocumentInfo) -> dict[str, Any]:
    """A record as a feature, with a point for each of its places that has one."""
    has_several = "places" in document  # as all records of its list, of which each may have one or more
    located = [place for place in (document["places"] if has_several else [document]) if is_located(place)]
    precisions = list(dict.fromkeys(place["geo_precision"] for place in located))
    return feature(
        document,
        info,
        points([[place["longitude"], place["latitude"]] for place in located], has_several),
        geo_precision=common_precision(precisions),
        representative=any(precision not in PRECISE for precision in precisions),
    )


def outline_of(place: dict[str, Any]) -> Geometry | None:
    """The outline of a country or province; None for other places, and for those whose outline is not at hand."""
    code = OUTLINE_CODES.get(place["kind"])
    return outlines.geometries().get(place[code]) if code is not None else None


def flat_properties(document: dict[str, Any], info: DocumentInfo) -> dict[str, str | None]:
    """Those columns of the record that map tools need; null for an empty cell."""
    return {column.name: cell(column.values(document)) or None for column in info.columns if column.name in FLAT}


def common_precision(precisions: list[str]) -> str | None:
    """The precision of all points: None if they differ, `unknown` if there are none."""
    if not precisions:
        return "unknown"
    return precisions[0] if len(precisions) == 1 else None


def points(positions: list[list[float]], has_several: bool) -> Geometry | None:
    """The geometry of these points, None if there are none. What may have several has a MultiPoint even of one."""
    if not positions:
        return None
    return (
        {"type": "MultiPoint", "coordinates": positions}
        if has_several
        else {"type": "Point", "coordinates": positions[0]}
    )


GEOJSON = Format("geojson", "application/geo+json", "for maps", encode)
PLACE_GEOJSON = replace(
    GEOJSON,
    purpose="for maps (with `geometry=outline`, countries and provinces as areas)",
    encode=encode_places,
    params=OutlineParams,
)
