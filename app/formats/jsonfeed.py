"""JSON Feed 1.1: the feeds of Atom for those who would rather not read XML."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats import entries
from app.formats.entries import Entry
from app.formats.format import Format
from app.formats.head import Head
from app.formats.json import dump

MEDIA_TYPE = "application/feed+json"
SUFFIX = ".json"
VERSION = "https://jsonfeed.org/version/1.1"


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The feed, piece by piece: its head, an item for each document, its end."""
    yield dump(opening(head)).removesuffix("}") + ',"items":['
    for position, document in enumerate(documents):
        yield ("," if position else "") + dump(item(entries.entry(document, head)))
    yield "]}"


def opening(head: Head) -> dict[str, Any]:
    """The feed without items."""
    return {
        "version": VERSION,
        "title": entries.heading(head),
        "home_page_url": head.absolute("/"),
        "feed_url": head.url,
        "description": entries.description(head),
        "language": entries.LANGUAGE,
        "authors": [{"name": head.dataset, "url": head.base_url}],
    }


def item(entry: Entry) -> dict[str, Any]:
    """One record; its text is its title where it has no other, since an item must have one."""
    said = {
        "id": entry.tag,
        "url": entry.url,
        "external_url": entry.related,
        "title": entry.title,
        "content_text": entry.text or entry.title,
        "date_modified": entry.instant,
        "tags": [entry.word] if entry.word else None,
    }
    return {name: value for name, value in said.items() if value is not None}


JSON_FEED = Format(SUFFIX[1:], MEDIA_TYPE, "a feed to subscribe to", encode, records=True)
