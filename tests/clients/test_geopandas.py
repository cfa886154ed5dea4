"""geopandas, and GDAL under it: every GeoJSON file as a layer, with its points where they are."""

from typing import Any

import httpx2
import pytest

from app import urls
from app.formats.geojson import GEOJSON, PLACE_GEOJSON
from app.resources import RESOURCES, Resource
from tests.clients.reading import BOMBINGS, NATIVE, STRIKE, UNDATED, address, client, total
from tests.support.html import snippets
from tests.support.questions import path, records

geopandas = client("geopandas")
pyogrio = client("pyogrio")
PLACED = [resource for resource in RESOURCES if {GEOJSON, PLACE_GEOJSON} & {*resource.formats}]


def layer(http: httpx2.Client, name: str) -> Any:
    """A GeoJSON file, read by geopandas itself from its address."""
    return geopandas.read_file(address(http, f"/{name}.geojson")).set_index("id")


@pytest.mark.parametrize("resource", PLACED, ids=lambda resource: resource.name)
def test_a_layer_has_every_record_and_its_points(http: httpx2.Client, resource: Resource) -> None:
    frame = layer(http, resource.name)
    expected = records(http, path(resource), {"detail": "full"})
    assert len(frame) == total(http, resource)
    assert (list(frame.index), frame.crs.to_epsg()) == ([record["id"] for record in expected], 4326)
    for record in expected:
        happened = [place for place in record.get("places", [record]) if place.get("role") in {None, "location"}]
        places = [place for place in happened if place["latitude"] is not None]
        shape = frame.geometry[record["id"]]
        points = list(getattr(shape, "geoms", [shape])) if shape is not None else []
        assert [(point.x, point.y) for point in points] == [(one["longitude"], one["latitude"]) for one in places]


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/events.geojson", "MultiPoint"),
        ("/strikes.geojson", "MultiPoint"),
        ("/places.geojson", "Point"),
        ("/places.geojson?geometry=outline", "MultiPolygon"),
    ],
)
def test_a_layer_has_one_type_of_geometry(http: httpx2.Client, target: str, kind: str) -> None:
    frame = geopandas.read_file(address(http, target))
    assert set(frame.geometry.dropna().geom_type) == {kind}
    info = pyogrio.read_info(address(http, target))
    assert (info["geometry_type"], len(info["fields"]) > 0) == (kind, True)


def test_one_place_is_one_point_several_are_more_and_none_is_null(http: httpx2.Client) -> None:
    events = layer(http, "events")
    assert len(events.geometry[BOMBINGS].geoms) == 1
    assert len(events.geometry[UNDATED].geoms) > 1
    assert events.geometry["iran-gives-retaliation-as-reason"] is None
    assert events.loc[BOMBINGS, "date"]["start"] == "2024-01-03"
    assert events.loc[UNDATED, "date"]["start"] is None
    assert layer(http, "strikes").loc[STRIKE, "operation"]["native"] == NATIVE


def test_the_address_for_qgis_is_a_layer(http: httpx2.Client) -> None:
    frame = geopandas.read_file(snippets(http.get(urls.NEWSROOMS_PAGE).text)["qgis"])
    assert set(frame["id"]) == {event["id"] for event in records(http, "/events")}
