"""Web Annotations (W3C): a passage of the article, linked to the records it supports."""

from base64 import urlsafe_b64encode
from typing import Any

from app import urls
from app.formats.json_format import drop_empty
from app.formats.licences import licence_url
from app.formats.schema_org import Document, Node

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TEXT_FRAGMENT = "https://wicg.github.io/scroll-to-text-fragment/"


def annotation(passage: Document, base_url: str, article: Document) -> Node:
    """The annotation of a passage (document of /passages/{id}) in the article (document of /sources/{id}).

    Two selectors point to the same words: a text fragment for browsers, and code-point offsets in the recorded text,
    which the target's state identifies by its hash. The article's words are not repeated.
    """
    return drop_empty(
        {
            "@context": CONTEXT,
            "id": base_url + urls.annotation(passage["id"]),
            "type": "Annotation",
            "motivation": "linking",
            "rights": licence_url(article["licence"]) if article["licence"] else None,
            "body": [
                {"id": base_url + href, "format": "application/json"}
                for href in dict.fromkeys(record["href"] for record in passage["supports"])
            ],
            "target": {
                "type": "SpecificResource",
                "source": article["url"],
                "state": {"type": "TimeState", "cached": hash_uri(article["sha256"])},
                "selector": selectors(passage),
            },
        }
    )


def selectors(passage: Document) -> list[dict[str, Any]]:
    """The two selectors of a passage."""
    return [
        {"type": "TextPositionSelector", "start": passage["start"], "end": passage["end"]},
        {"type": "FragmentSelector", "conformsTo": TEXT_FRAGMENT, "value": passage["url"].partition("#")[2]},
    ]


def hash_uri(digest: str) -> str:
    """The `ni:` URI of a text by its SHA-256 (RFC 6920)."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(digest)).decode().rstrip('=')}"
