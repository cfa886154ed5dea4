"""Points of places, as documents have them: which of them lie where something happened, and which is the widest."""

from collections.abc import Sequence
from typing import Any

from app.vocabulary import GeoPrecision, PlaceRole

WIDTHS = list(GeoPrecision)  # from the closest to the widest


def is_located(place: dict[str, Any]) -> bool:
    """Whether the place has a point and is a place where something happened."""
    return place["latitude"] is not None and place.get("role", PlaceRole.LOCATION) == PlaceRole.LOCATION


def widest(places: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The widest of the located places, alone in a list, which is empty if there is none or if two are as wide."""
    located = [place for place in places if is_located(place)]
    greatest = max(map(width, located), default=None)
    found = [place for place in located if width(place) == greatest]
    return found if len(found) == 1 else []


def width(place: dict[str, Any]) -> tuple[int, int]:
    """How wide an area the point stands for: the rank of its precision, then kilometres."""
    return WIDTHS.index(place["geo_precision"]), place["uncertainty_km"] or 0
