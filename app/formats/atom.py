"""Atom (RFC 4287): a feed of records or changes. An entry is dated by its last change, not by the day of its event."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from app.formats import feed_entries
from app.formats.feed_entries import FeedEntry, feed_entry
from app.formats.format import DocumentInfo, Format

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.w3.org/2005/Atom"
END_TAG = "</feed>"


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The feed, piece by piece: its metadata, an entry for each document, the end tag."""
    yield DECLARATION + tostring(feed_element(info), "unicode").removesuffix(END_TAG)
    for document in documents:
        yield tostring(entry_element(feed_entry(document, info)), "unicode")
    yield END_TAG


def feed_element(info: DocumentInfo) -> Element:
    """The feed without entries. They are written inside it, and so in its namespace."""
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed_entries.LANGUAGE})
    add_text(feed, "id", feed_entries.feed_id(info))
    add_text(feed, "title", feed_entries.feed_title(info))
    add_text(feed, "subtitle", feed_entries.feed_description(info))
    add_text(feed, "updated", feed_entries.start_of_day(info.released))
    author = SubElement(feed, "author")
    add_text(author, "name", info.dataset)
    add_text(author, "uri", info.base_url)
    add_text(feed, "rights", info.licence)
    add_link(feed, "self", info.url)
    return feed


def entry_element(entry: FeedEntry) -> Element:
    """One record."""
    element = Element("entry")
    add_text(element, "id", entry.tag)
    add_text(element, "title", entry.title)
    add_text(element, "updated", entry.instant)
    add_link(element, "alternate", entry.url)
    if entry.related:
        add_link(element, "related", entry.related)
    if entry.type:
        SubElement(element, "category", {"term": entry.type})
    if entry.text:
        add_text(element, "summary", entry.text)
    return element


def add_text(parent: Element, name: str, text: str) -> None:
    """Add an element of plain text."""
    SubElement(parent, name).text = text


def add_link(parent: Element, rel: str, href: str) -> None:
    """Add a link. It has no media type: feedparser ignores a link to JSON."""
    SubElement(parent, "link", {"rel": rel, "href": href})


ATOM = Format("atom", "application/atom+xml", "a feed to subscribe to", encode, lists=False, feed=True)
