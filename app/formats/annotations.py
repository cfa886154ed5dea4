"""Annotations (W3C Web Annotation): a passage of the article, linked to the records that it supports."""

from base64 import urlsafe_b64encode
from typing import Any

from app import urls
from app.formats.nodes import Document, Node, licence, stated

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TEXT_FRAGMENT = "https://wicg.github.io/scroll-to-text-fragment/"


def annotation(passage: Document, base_url: str, article: Document) -> Node:
    """A passage as /passages/{id} answers it, of the article as its source answers it.

    Two selectors find the same words: one in a browser, one by counting code points in the text that was recorded,
    which the target's state names by its hash. The article's words are not repeated.
    """
    return stated(
        {
            "@context": CONTEXT,
            "id": base_url + urls.annotation(passage["id"]),
            "type": "Annotation",
            "motivation": "linking",
            "rights": licence(article["licence"]) if article["licence"] else None,
            "body": [
                {"id": base_url + href, "format": "application/json"}
                for href in dict.fromkeys(record["href"] for record in passage["supports"])
            ],
            "target": {
                "type": "SpecificResource",
                "source": article["url"],
                "state": {"type": "TimeState", "cached": recorded(article["sha256"])},
                "selector": selectors(passage),
            },
        }
    )


def selectors(passage: Document) -> list[dict[str, Any]]:
    """The ways to find the passage."""
    return [
        {"type": "TextPositionSelector", "start": passage["start"], "end": passage["end"]},
        {"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENT, "value": passage["url"].partition("#")[2]},
    ]


def recorded(digest: str) -> str:
    """The name of a text by its SHA-256 (RFC 6920)."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip('=')}"
