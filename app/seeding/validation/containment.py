"""Whether a point lies in a country or province, by their outlines."""

from functools import cache
from itertools import pairwise
from math import cos, hypot, radians

from app.outlines import geometries

Point = tuple[float, float]  # longitude, latitude
Edge = tuple[Point, Point]

KM_PER_DEGREE = 111.2  # of latitude; of longitude, times the cosine of the latitude


def contains(code: str, longitude: float, latitude: float, margin_km: float = 0) -> bool | None:
    """Whether a point lies inside the outline of `code` (ISO 3166-1 or 3166-2), or at most `margin_km` outside.

    The outlines are simplified: near a border or a coast, allow a margin of about ten kilometres.
    Returns None if there is no outline for the code.
    """
    edges = _edges().get(code)
    if edges is None:
        return None
    point = (longitude, latitude)
    return _inside(edges, point) or any(_distance_km(edge, point) <= margin_km for edge in edges)


@cache
def _edges() -> dict[str, list[Edge]]:
    """The edges of every ring, by code. The even-odd rule needs no distinction between islands and holes."""
    return {
        code: [
            ((x1, y1), (x2, y2))
            for polygon in geometry["coordinates"]
            for ring in polygon
            for (x1, y1), (x2, y2) in pairwise(ring)
        ]
        for code, geometry in geometries().items()
    }


def _inside(edges: list[Edge], point: Point) -> bool:
    """The even-odd rule: a line drawn east from a point inside crosses an odd number of edges."""
    x, y = point
    crossings = sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in edges)
    return crossings % 2 == 1


def _distance_km(edge: Edge, point: Point) -> float:
    """The distance to the nearest point of an edge, on a plane around the point: exact enough for a margin."""
    (x1, y1), (x2, y2) = ((_east_km(end, point), (end[1] - point[1]) * KM_PER_DEGREE) for end in edge)
    dx, dy = x2 - x1, y2 - y1
    along = min(1.0, max(0.0, -(x1 * dx + y1 * dy) / (dx * dx + dy * dy)))
    return hypot(x1 + along * dx, y1 + along * dy)


def _east_km(end: Point, point: Point) -> float:
    """How far east of a point an end of an edge lies."""
    return (end[0] - point[0]) * KM_PER_DEGREE * cos(radians(point[1]))
