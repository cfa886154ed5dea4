"""Cartography: the outlines of countries and provinces as paths of a drawing, and where on it a place lies."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from math import cos, dist, radians
from typing import NamedTuple

from app.outlines import outlines

Point = tuple[float, float]  # degrees east and north, or pixels right and down


class View(NamedTuple):
    """A part of the world as it is drawn: its edges in degrees, and its width in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int

    @property
    def scale(self) -> float:
        """Pixels for a degree of latitude."""
        return self.width / ((self.east - self.west) * self.narrowing)

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, halfway up."""
        return cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        """Its height in pixels."""
        return round((self.north - self.south) * self.scale)

    def project(self, point: Point) -> Point:
        """Where a point of the world lies on the drawing."""
        longitude, latitude = point
        return (longitude - self.west) * self.narrowing * self.scale, (self.north - latitude) * self.scale

    def contains(self, point: Point) -> bool:
        """Whether a point of the world is on the drawing."""
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


# The border and the provinces on both sides; and everything the record names. Kashmir is on the second only.
REGION = View(53.8, 23.4, 71.4, 32.6, 640)
OVERVIEW = View(34.5, 22.6, 77.5, 39.9, 640)
# Where the names of countries stand: by ISO code, the middle of the name, in degrees.
COUNTRY_NAMES: dict[View, dict[str, Point]] = {
    REGION: {"IR": (55.9, 31.7), "PK": (68.7, 26.9), "AF": (65.1, 31.6), "OM": (56.6, 23.8), "IN": (70.9, 24.0)},
    OVERVIEW: {
        "IR": (53.6, 33.4),
        "PK": (71.9, 31.2),
        "AF": (65.8, 34.4),
        "OM": (56.4, 23.3),
        "IN": (75.3, 27.2),
        "IQ": (43.0, 32.9),
        "SY": (38.4, 35.3),
        "SA": (44.5, 26.0),
        "TM": (58.9, 39.0),
        "TR": (38.6, 38.3),
    },
}
VIEWS = {"region": REGION, "overview": OVERVIEW}
UNITS = 4  # of a path, to a pixel
LEAST_STEP = 2.0  # pixels between the points of an outline; finer detail cannot be seen
MIN_POINTS = 2  # beside the first; an island of fewer is a speck
MARGIN = 1.0  # degrees around a view within which outlines are kept, so that no edge of theirs is seen at its rim


class Shape(NamedTuple):
    """An area as it is drawn."""

    code: str | None
    name: str
    path: str  # the `d` of an SVG path, in quarters of pixels


@cache
def shapes(view: View) -> list[Shape]:
    """The areas that are seen, in the order in which they are drawn."""
    drawn = []
    for outline in outlines():
        rings = (clip(ring, view) for polygon in outline.geometry["coordinates"] for ring in polygon)
        path = "".join(ring_path(map(view.project, ring)) for ring in rings if ring)
        if path:
            drawn.append(Shape(outline.code, outline.name, path))
    return drawn


def ring_path(points: Iterable[Point]) -> str:
    """A closed line through points in pixels, in quarters of pixels from one to the next; empty for a speck."""
    line = [(round(x * UNITS), round(y * UNITS)) for x, y in points]
    kept = line[:1]
    for point in line:
        if dist(point, kept[-1]) >= LEAST_STEP * UNITS:
            kept.append(point)
    steps = " ".join(f"{x2 - x1},{y2 - y1}" for (x1, y1), (x2, y2) in pairwise(kept))
    return f"M{kept[0][0]},{kept[0][1]}l{steps}z" if len(kept) > MIN_POINTS else ""


def clip(ring: list[Point], view: View) -> list[Point]:
    """The part of a ring that is on a view or near it, cut by one of its sides after the other (Sutherland-Hodgman)."""
    west, south, east, north = view[:4]
    for axis, limit, side in (
        (0, west - MARGIN, 1),
        (0, east + MARGIN, -1),
        (1, south - MARGIN, 1),
        (1, north + MARGIN, -1),
    ):
        ring = cut(ring, axis, limit, side)
    return ring


def cut(ring: list[Point], axis: int, limit: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian (axis 0) or parallel (axis 1); `side` is 1 for greater degrees."""
    kept: list[Point] = []
    for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
        is_inside = [(point[axis] - limit) * side >= 0 for point in (start, end)]
        if is_inside[0] != is_inside[1]:
            part = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])))
        if is_inside[1]:
            kept.append(end)
    return kept
