"""JSON Feed 1.1: the same feeds as Atom, in JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats import feed_entries
from app.formats.feed_entries import FeedEntry, feed_entry
from app.formats.format import DocumentInfo, Format
from app.formats.json_format import drop_empty, dump

VERSION = "https://jsonfeed.org/version/1.1"


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The feed, piece by piece: its metadata, an item for each document, the end."""
    yield dump(feed_object(info)).removesuffix("}") + ',"items":['
    for position, document in enumerate(documents):
        yield ("," if position else "") + dump(item_object(feed_entry(document, info)))
    yield "]}"


def feed_object(info: DocumentInfo) -> dict[str, Any]:
    """The feed without items."""
    return {
        "version": VERSION,
        "title": feed_entries.feed_title(info),
        "home_page_url": info.absolute("/"),
        "feed_url": info.url,
        "description": feed_entries.feed_description(info),
        "language": feed_entries.LANGUAGE,
        "authors": [{"name": info.dataset, "url": info.base_url}],
    }


def item_object(entry: FeedEntry) -> dict[str, Any]:
    """One record. An item must have content, so its title stands in for a missing text."""
    return drop_empty(
        {
            "id": entry.tag,
            "url": entry.url,
            "external_url": entry.related,
            "title": entry.title,
            "content_text": entry.text or entry.title,
            "date_modified": entry.instant,
            "tags": [entry.type] if entry.type else None,
        }
    )


JSON_FEED = Format("json", "application/feed+json", "a feed to subscribe to", encode, lists=False, feed=True)
