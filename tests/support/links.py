"""Every address of ours in a response, whatever its media type: where it stands and what it leads to."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import urljoin
from xml.etree import ElementTree

import httpx2

ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "data", "cite", "xlink:href"}
CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
# A path of ours in a text, not a part of a URL: what stands before it is no letter, slash or dot.
PATH = re.compile(r"/(?:[\w~-][\w.~/-]*)?(?:\?[^\s\"'<>]*)?(?:#[\w-]+)?")


class Link(NamedTuple):
    """A link as it stands in a response, and the kind of place it stands in."""

    kind: str
    target: str


def links(response: httpx2.Response, host: str) -> Iterator[Link]:
    """Every link to a host in a response: in headers, in the places of its media type, and as a URL in any text."""
    for header in ("link", "location", "content-location"):
        value = response.headers.get(header, "")
        yield from (Link(header, target) for target in re.findall(r"<([^>]*)>", value) or ([value] if value else []))
    essence = response.headers.get("content-type", "").partition(";")[0]
    if essence.startswith("image/") and essence != "image/svg+xml":
        return
    text = response.text.replace("\r\n ", "") if essence == "text/calendar" else response.text
    yield from next(read for pattern, read in READERS.items() if re.search(pattern, essence))(text)
    text = unescape(text) if essence == "text/html" or essence.endswith("xml") else text
    for found in re.findall(rf"{re.escape(host)}[^\s\"'<>`\\)\]}}]*", text):
        yield Link("url", found.rstrip(".,;"))


def in_json(text: str) -> Iterator[Link]:
    """The strings of a document that are paths."""
    return paths(json.loads(text))


def in_json_lines(text: str) -> Iterator[Link]:
    """The same, of a document on each line."""
    for line in text.splitlines():
        yield from in_json(line)


def paths(value: Any, key: str = "") -> Iterator[Link]:
    """The strings of a JSON value that are paths."""
    if isinstance(value, str) and PATH.fullmatch(value):
        yield Link(f"json {key}", value)
    elif isinstance(value, str):
        yield from in_markdown(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from paths(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from paths(part, key)


def in_csv(text: str) -> Iterator[Link]:
    """The cells that are paths."""
    for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))):
        yield from (Link(f"csv {name}", cell) for name, cell in row.items() if cell and PATH.fullmatch(cell))


def in_css(text: str) -> Iterator[Link]:
    """What a style sheet loads."""
    return (Link("css url", target) for target in CSS_URL.findall(text) if not target.startswith("data:"))


class HtmlLinks(HTMLParser):
    """Collects the links of a page: attributes, candidates of srcset, style sheets, linked data."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[Link] = []
        self.tag = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = "linked data" if ("type", "application/ld+json") in attrs else tag
        for name, value in attrs:
            if name in ATTRIBUTES:
                self.found.append(Link(f"{tag} {name}", value or ""))
            elif name in {"srcset", "imagesrcset"}:
                self.found += [Link(f"{tag} {name}", part.split()[0]) for part in (value or "").split(",")]
            elif name == "style":
                self.found += in_css(value or "")
            elif name == "content" and (value or "").startswith("/"):
                self.found.append(Link(f"{tag} {name}", value or ""))

    def handle_data(self, data: str) -> None:
        if self.tag == "linked data":
            self.found += in_json(data)
        elif self.tag == "style":
            self.found += in_css(data)
        self.tag = ""


def in_html(text: str) -> Iterator[Link]:
    """The links of a page."""
    return iter(HtmlLinks(text).found)


def in_xml(text: str) -> Iterator[Link]:
    """The links of a feed, a drawing or a sitemap: attributes, and texts that are paths."""
    for element in ElementTree.fromstring(text).iter():  # noqa: S314, our own XML
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] in ATTRIBUTES:
                yield Link(f"xml {name.rpartition('}')[2]}", value)
        if element.text and PATH.fullmatch(element.text):
            yield Link("xml text", element.text)


def in_markdown(text: str) -> Iterator[Link]:
    """The links of a text."""
    return (Link("markdown", target) for target in re.findall(r"\]\(<?([^)>\s]+)>?\)", text))


def in_lines(text: str) -> Iterator[Link]:
    """The values of lines such as `Sitemap: URL` or `URL:path` that are paths."""
    values = re.findall(r"^[\w-]+[;:=]\s*(\S+)$", text, re.MULTILINE)
    return (Link("line", value) for value in values if PATH.fullmatch(value))


READERS = {  # by media type
    r"/(x-)?jsonl|ndjson": in_json_lines,
    r"json": in_json,
    r"text/csv": in_csv,
    r"text/css": in_css,
    r"text/html": in_html,
    r"xml": in_xml,
    r"text/markdown|text/plain": in_markdown,
    r"": in_lines,
}


def resolved(link: Link, base: str) -> str:
    """The URL to which a link leads from a page, without its fragment."""
    return urljoin(base, link.target).partition("#")[0]
