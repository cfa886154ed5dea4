"""GeoJSON: features that map tools can label, date and draw."""

from typing import Any

import httpx2
import pytest

from app.formats.geojson import GEOJSON, PLACE_GEOJSON
from app.resources import RESOURCES
from app.seeding.validation.containment import contains
from tests.support.questions import names, problem

OUTLINES = "/places.geojson?geometry=outline"
AREAS = {"iran", "iraq", "pakistan", "syria", "balochistan", "sistan-and-baluchestan"}
LABELS = ("caption", "type", "title", "date_text", "date_start", "date_end", "place_names")


def features(http: httpx2.Client, target: str) -> dict[str, dict[str, Any]]:
    """The features of a GeoJSON file, by id."""
    return {feature["id"]: feature for feature in http.get(target).raise_for_status().json()["features"]}


@pytest.mark.parametrize("name", ["events", "strikes"])
def test_a_feature_is_labelled_and_dated_by_flat_properties(http: httpx2.Client, name: str) -> None:
    for id, feature in features(http, f"/{name}.geojson").items():
        labels = {label: feature["properties"][label] for label in LABELS}
        assert all(value is None or isinstance(value, str) for value in labels.values())
        document = http.get(f"/{name}/{id}").json()["data"]
        assert (labels["title"], labels["date_text"]) == (document["title"], document["date"]["text"])
        assert (labels["date_start"], labels["date_end"]) == (document["date"]["start"], document["date"]["end"])
        located = [place["name"] for place in document["places"] if place["role"] == "location"]
        assert labels["place_names"] == ("; ".join(located) or None)
        assert feature["properties"].keys() >= document.keys() - {"claims", "evidence", "discrepancies", "links"}


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/events.geojson", "MultiPoint"),
        ("/strikes.geojson", "MultiPoint"),
        ("/places.geojson", "Point"),
        (OUTLINES, "MultiPolygon"),
    ],
)
def test_a_file_has_one_type_of_geometry(http: httpx2.Client, target: str, kind: str) -> None:
    geometries = [feature["geometry"] for feature in features(http, target).values()]
    assert {geometry["type"] for geometry in geometries if geometry is not None} == {kind}


def test_every_file_of_points_is_held_to_one_type() -> None:
    names = {resource.name for resource in RESOURCES if {GEOJSON, PLACE_GEOJSON} & {*resource.formats}}
    assert names == {"events", "strikes", "places"}, "name the new file in the test above"


def test_strikes_have_the_type_of_their_events(http: httpx2.Client) -> None:
    assert {feature["properties"]["type"] for feature in features(http, "/strikes.geojson").values()} == {"strike"}


def test_places_are_drawn_by_their_outlines(http: httpx2.Client) -> None:
    points, areas = features(http, "/places.geojson"), features(http, OUTLINES)
    assert areas.keys() == AREAS
    for id, area in areas.items():
        assert area["geometry"]["type"] == "MultiPolygon"
        assert area["properties"]["name"] == points[id]["properties"]["name"]
        assert area["properties"]["representative"] is False
        rings = [ring for polygon in area["geometry"]["coordinates"] for ring in polygon]
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)
        code = area["properties"]["subdivision"] or area["properties"]["country"]
        assert contains(code, *points[id]["geometry"]["coordinates"])


def test_places_without_an_outline_are_counted(http: httpx2.Client) -> None:
    answer = http.get(OUTLINES).json()
    assert answer["notices"] == ["5 places have no outline, and so no feature here."]
    assert "Natural Earth" in answer["outlines"]
    assert "public domain" in answer["outlines"]
    one = http.get(f"{OUTLINES}&kind=locality").json()
    assert (one["features"], one["notices"]) == ([], ["1 place has no outline, and so no feature here."])
    assert "notices" not in http.get(f"{OUTLINES}&kind=country").json()


def test_a_city_does_not_get_the_outline_of_its_province(http: httpx2.Client) -> None:
    assert features(http, f"{OUTLINES}&kind=city") == {}


def test_points_are_the_default_and_other_words_are_refused(http: httpx2.Client) -> None:
    assert http.get("/places.geojson?geometry=point").text == http.get("/places.geojson").text
    accepted = http.get("/places?geometry=outline", headers={"Accept": "application/geo+json"})
    assert accepted.content == http.get(OUTLINES).content
    assert names(problem(http.get("/places.geojson?geometry=outlin")), "geometry", "outline")
    for target in ("/events.geojson?geometry=outline", "/places.csv?geometry=outline", "/places?geometry=outline"):
        assert names(problem(http.get(target)), "geometry", None)
