"""Atom (RFC 4287): a feed of records or of changes. The time of an entry is that of its last change, no event's day."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from app.formats import entries
from app.formats.entries import Entry
from app.formats.format import Format
from app.formats.head import Head

MEDIA_TYPE = "application/atom+xml"
SUFFIX = ".atom"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.w3.org/2005/Atom"
END = "</feed>"


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The feed, piece by piece: its head, an entry for each document, its end."""
    yield DECLARATION + tostring(opening(head), "unicode").removesuffix(END)
    for document in documents:
        yield tostring(item(entries.entry(document, head)), "unicode")
    yield END


def opening(head: Head) -> Element:
    """The feed without entries; these are in its namespace, since they stand in it."""
    feed = Element("feed", {"xmlns": NAMESPACE, "xml:lang": entries.LANGUAGE})
    say(feed, "id", entries.asked(head))
    say(feed, "title", entries.heading(head))
    say(feed, "subtitle", entries.description(head))
    say(feed, "updated", entries.instant(head.released))
    author = SubElement(feed, "author")
    say(author, "name", head.dataset)
    say(author, "uri", head.base_url)
    say(feed, "rights", head.licence)
    link(feed, "self", head.url)
    return feed


def item(entry: Entry) -> Element:
    """One record."""
    element = Element("entry")
    say(element, "id", entry.tag)
    say(element, "title", entry.title)
    say(element, "updated", entry.instant)
    link(element, "alternate", entry.url)
    if entry.related:
        link(element, "related", entry.related)
    if entry.word:
        SubElement(element, "category", {"term": entry.word})
    if entry.text:
        say(element, "summary", entry.text)
    return element


def say(parent: Element, name: str, text: str) -> None:
    """An element that holds plain text."""
    SubElement(parent, name).text = text


def link(parent: Element, rel: str, href: str) -> None:
    """A link, without a media type: feedparser passes over one that says it is JSON."""
    SubElement(parent, "link", {"rel": rel, "href": href})


ATOM = Format(SUFFIX[1:], MEDIA_TYPE, "a feed to subscribe to", encode, records=True)
