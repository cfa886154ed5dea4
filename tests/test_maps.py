"""The map: areas are shaded, only points near the spot have a marker, and the list beside it has the same numbers."""

import re
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import httpx2
import pytest

from app import urls
from app.pages.cartography import MARGIN, VIEWS, clip
from tests.support.html import Page

PROVINCES = ("Balochistan", "Sistan and Baluchestan")
SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"


def drawing(http: httpx2.Client, area: str) -> Element:
    """The map as its SVG file has it."""
    response = http.get(urls.MAP_DRAWING, params={"area": area})
    assert (response.status_code, response.headers["content-type"]) == (200, "image/svg+xml")
    return fromstring(response.text)  # noqa: S314


def numbered(text: str) -> set[tuple[str, str]]:
    """The numbers and names in the list beside the map."""
    found = re.findall(r'<span class="number">(\d+)</span><div><b>([^<]*)</b>', text)
    return {(number, name.removesuffix(" (inferred)")) for number, name in found}


@pytest.mark.parametrize("area", VIEWS)
@pytest.mark.parametrize("path", [urls.MAP_PAGE, urls.MAP_EMBED])
def test_the_numbers_on_the_map_head_the_list(http: httpx2.Client, path: str, area: str) -> None:
    text = http.get(path, params={"area": area}).text
    listed = numbered(text)
    drawn = {
        "".join(item.itertext()).split()[0] for item in drawing(http, area).iter() if "number" in item.get("class", "")
    }
    assert drawn == {number for number, _ in listed}
    assert sorted(map(int, drawn)) == list(range(1, len(drawn) + 1))
    alt = re.findall(r'role="img" aria-label="([^"]*)"', text)[0]
    assert [name for number, name in listed if f"{number} {name}" not in alt] == []


@pytest.mark.parametrize("area", VIEWS)
def test_both_provinces_are_shaded_and_only_a_town_has_a_dot(http: httpx2.Client, record: Any, area: str) -> None:
    svg = drawing(http, area)
    assert all(name in svg.attrib["aria-label"] for name in PROVINCES)
    strong = [path for path in svg.iter(f"{SVG}path") if "strong" in path.attrib["class"]]
    assert {path.attrib["fill"] for path in strong} == {"#1b5e20", "#f59e0b"}
    near = {place["name"] for place in record["places"].values() if place["geo_precision"] in {"exact", "near"}}
    dotted = [group for group in svg.iter(f"{SVG}g") if group.find(f"{SVG}circle") is not None]
    assert dotted
    assert {"".join(group.itertext()).split(maxsplit=1)[1].strip().removesuffix("inferred") for group in dotted} <= near


@pytest.mark.parametrize("area", VIEWS)
def test_every_place_where_something_happened_is_on_the_map_or_named_below_it(
    http: httpx2.Client, record: Any, area: str
) -> None:
    text = http.get(urls.MAP_PAGE, params={"area": area}).text
    places = {
        place["name"] for event in record["events"].values() for place in event["places"] if place["role"] == "location"
    }
    others = {place["name"] for event in record["events"].values() for place in event["places"]} - places
    below = Page(text).text.partition("Not drawn:")[2].partition("Drawing (SVG)")[0]
    assert {name for name in places if name in below} == places - {name for _, name in numbered(text)}
    assert [name for name in others if f"<b>{name}</b>" in text] == []  # posts and subjects are off the map


def test_neighbours_are_drawn_and_named(http: httpx2.Client) -> None:
    texts = {item.text for item in drawing(http, "region").iter(f"{SVG}text")}
    assert {"Iran", "Afghanistan", "Oman"} <= texts


@pytest.mark.parametrize("path", [urls.MAP_PAGE, urls.MAP_EMBED, urls.MAP_DRAWING, urls.MAP_PICTURE])
def test_an_unknown_part_of_the_world_is_the_usual_one(http: httpx2.Client, path: str) -> None:
    usual, unknown, overview = (
        [line for line in http.get(f"{path}{query}").content.splitlines() if b"/oembed?" not in line]
        for query in ("", "?area=moon", "?area=overview")
    )
    assert unknown == usual
    assert overview != usual


def test_the_picture_has_the_size_and_the_credit_of_the_drawing(http: httpx2.Client) -> None:
    response = http.get(urls.MAP_PICTURE)
    assert response.headers["content-type"] == "image/png"
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert response.content.startswith(PNG)
    assert int.from_bytes(response.content[16:20], "big") == 1200
    words = "".join(drawing(http, "region").itertext())
    assert "CC BY-SA" in words
    assert "de facto boundaries" in words


@pytest.mark.parametrize("path", [urls.VIEW, urls.MAP_PAGE, urls.MAP_EMBED])
def test_where_a_map_is_shown_its_boundaries_are_called_de_facto(http: httpx2.Client, path: str) -> None:
    assert "de facto boundaries" in Page(http.get(path).text).text


def test_kashmir_is_out_of_view_unless_all_countries_are_asked_for() -> None:
    assert not VIEWS["region"].contains((75.0, 34.5))
    assert VIEWS["overview"].contains((75.0, 34.5))


def test_clipping_keeps_what_is_inside_and_cuts_the_rest() -> None:
    view = VIEWS["region"]
    inside = [(60.0, 26.0), (62.0, 26.0), (61.0, 28.0)]
    assert clip(inside, view) == inside
    assert clip([(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)], view) == []
    around = clip([(0.0, -60.0), (170.0, -60.0), (170.0, 80.0), (0.0, 80.0)], view)
    west, south, east, north = (limit + side * MARGIN for limit, side in zip(view[:4], (-1, -1, 1, 1), strict=True))
    corners = {(west, south), (east, south), (east, north), (west, north)}
    assert {(round(x, 6), round(y, 6)) for x, y in around} == {(round(x, 6), round(y, 6)) for x, y in corners}
