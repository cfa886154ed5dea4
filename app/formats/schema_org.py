"""schema.org nodes that several JSON-LD documents share: references, things with names, places, hashes."""

from collections.abc import Mapping
from typing import Any

from app.formats.json_format import drop_empty

Document = Mapping[str, Any]
Node = dict[str, Any]


def reference(type: str, document: Document, base_url: str) -> Node:
    """A link to another record."""
    return {"@type": type, "@id": base_url + (document.get("href") or document["links"]["self"])}


def thing(document: Document, base_url: str, type: str = "Thing") -> Node:
    """A party or person with its name. A party is a Thing: an event does not show if it is a state or a group."""
    return {**reference(type, document, base_url), "name": document["name"]}


def place(document: Document, base_url: str) -> Node:
    """A place with its point and the precision of that, if the point is known."""
    has_point = document["latitude"] is not None
    point = {"@type": "GeoCoordinates", "latitude": document["latitude"], "longitude": document["longitude"]}
    precision = {"geo_precision": document["geo_precision"], "uncertainty_km": document["uncertainty_km"]}
    country = document["country"]
    return drop_empty(
        {
            **thing(document, base_url, "Place"),
            "address": country and {"@type": "PostalAddress", "addressCountry": country},
            "geo": point if has_point else None,
            "additionalProperty": [
                {"@type": "PropertyValue", "name": name, "value": value}
                for name, value in precision.items()
                if has_point and value is not None
            ],
        }
    )


def sha256(digest: str) -> Node:
    """A SHA-256 hash as an identifier."""
    return {"@type": "PropertyValue", "propertyID": "sha256", "value": digest}
