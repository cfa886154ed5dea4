"""Nodes that linked documents are made of: references, places, licences, and nothing that is not stated."""

from collections.abc import Mapping, Sequence
from typing import Any

LICENCES = {
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}

Document = Mapping[str, Any]
Node = dict[str, Any]


def reference(type: str, document: Document, base_url: str) -> Node:
    """Another record, by its address."""
    return {"@type": type, "@id": base_url + (document.get("href") or document["links"]["self"])}


def thing(named: Document, base_url: str, type: str = "Thing") -> Node:
    """A party or person by its name. Of a party an event does not say whether it is a state or a group."""
    return {**reference(type, named, base_url), "name": named["name"]}


def place(document: Document, base_url: str) -> Node:
    """A place; its point only if one is known, and then how near it is."""
    known = document["latitude"] is not None
    point = {"@type": "GeoCoordinates", "latitude": document["latitude"], "longitude": document["longitude"]}
    about = {"geo_precision": document["geo_precision"], "uncertainty_km": document["uncertainty_km"]}
    country = document["country"]
    return stated(
        {
            **thing(document, base_url, "Place"),
            "address": country and {"@type": "PostalAddress", "addressCountry": country},
            "geo": point if known else None,
            "additionalProperty": [
                {"@type": "PropertyValue", "name": name, "value": value}
                for name, value in about.items()
                if known and value is not None
            ],
        }
    )


def sha256(digest: str) -> Node:
    """A hash as an identifier."""
    return {"@type": "PropertyValue", "propertyID": "sha256", "value": digest}


def licence(name: str) -> str:
    """The address of a licence by its SPDX name."""
    return LICENCES.get(name, f"https://spdx.org/licenses/{name}.html")


def stated(node: Mapping[str, Any]) -> Node:
    """A node without what is not stated."""
    return {name: value for name, value in node.items() if value is not None and not empty(value)}


def empty(value: Any) -> bool:
    """Whether it is a list or text of nothing."""
    return isinstance(value, Sequence) and not value
