"""The Accept headers: lists of weighted items, and the media type a client prefers (RFC 9110 §12)."""

from collections.abc import Sequence
from functools import lru_cache

# What else programs call our media types.
OTHER_NAMES = {
    "application/jsonl": ("application/x-ndjson", "application/ndjson", "application/x-jsonlines"),
    "application/geo+json": ("application/geojson", "application/vnd.geo+json"),
    "text/javascript": ("application/javascript", "application/x-javascript"),
}
# What else a client may ask for at an address that has one format: what the format is made of, or a narrower name.
PLAIN, ANY_XML, ANY_JSON = "text/plain", ("application/xml", "text/xml", "text/xml+oembed"), "application/json"
ALSO_TAKEN = {
    "text/csv": (PLAIN,),
    "text/markdown": (PLAIN,),
    "application/jsonl": (ANY_JSON, PLAIN),
    "application/json": ("application/json+oembed", "application/vnd.oai.openapi+json"),
    "application/xml": ANY_XML,
    "text/xml": ANY_XML,
}
MADE_OF = {"json": (ANY_JSON,), "xml": ANY_XML}  # by the part of a media type after the plus


def parse_weighted(header: bytes) -> list[tuple[str, float]]:
    """The lower-case items of an Accept or Accept-Encoding header, each with its weight `q`.

    Parameters other than `q` are dropped: they do not distinguish any of our media types.
    """
    items = (item.split(";") for item in header.decode("latin-1").lower().split(","))
    return [(name.strip(), quality(parameters)) for name, *parameters in items if name.strip()]


def quality(parameters: Sequence[str]) -> float:
    """The weight among an item's parameters, from 0 to 1; 1 if there is none, 0 if it is malformed."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


@lru_cache(maxsize=512)
def best_match(accept: bytes, offered: tuple[str, ...]) -> str | None:
    """The offered media type the client prefers: the first of several with the same weight, None if none is accepted.

    An empty or missing Accept header accepts anything.
    """
    if not accept:
        return offered[0]
    ranges = parse_weighted(accept)
    weights = {media_type: weight(media_type, ranges) for media_type in offered}
    best = max(offered, key=lambda media_type: weights[media_type])
    return best if weights[best] > 0 else None


@lru_cache(maxsize=512)
def accepts(accept: bytes, media_type: str) -> bool:
    """Whether the client takes this media type.

    Who takes JSON or XML takes a format made of it too: map libraries ask for GeoJSON as `application/json`.
    """
    syntax = media_type.partition("+")[2]
    return best_match(accept, (media_type, *ALSO_TAKEN.get(media_type, ()), *MADE_OF.get(syntax, ()))) is not None


def weight(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of a media type: that of one of its names, else of `type/*`, else of `*/*` or `*`, else 0."""
    essence = media_type.partition(";")[0]
    for patterns in ((essence, *OTHER_NAMES.get(essence, ())), (f"{essence.partition('/')[0]}/*",), ("*/*", "*")):
        weights = [quality for name, quality in ranges if name in patterns]
        if weights:
            return max(weights)
    return 0.0
