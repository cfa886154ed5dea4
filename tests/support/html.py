"""What tests read from a page: its links, the text of its elements, its linked data, its texts to copy."""

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

LINKS = {"href", "src", "action"}


class Page(HTMLParser):
    """A page, parsed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.headings: list[str] = []
        self.meta: dict[str, str] = {}
        self.canonical = ""
        self.alternates: dict[str, str] = {}  # addresses by media type
        self.linked_data: Any = None
        self.text = ""
        self.tag = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, values = tag, {name: value or "" for name, value in attrs}
        if tag == "script" and values.get("type") == "application/ld+json":
            self.tag = "linked data"
        if tag == "h1":
            self.headings.append("")
        if tag == "meta":
            self.meta[values.get("property") or values.get("name", "")] = values.get("content", "")
        if tag == "link" and values["rel"] == "canonical":
            self.canonical = values["href"]
        elif tag == "link" and values["rel"] == "alternate":
            self.alternates[values["type"]] = values["href"]
        else:
            self.links |= {value for name, value in values.items() if name in LINKS}

    def handle_endtag(self, tag: str) -> None:
        self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag == "linked data":
            self.linked_data = json.loads(data)
        elif self.tag == "h1":
            self.headings[-1] += data
        self.text += data


def snippets(text: str) -> dict[str, str]:
    """The snippets of a page by their ids, as they are copied."""
    found = re.findall(r'<pre class="code" id="([^"]+)-code">(.*?)</pre>', text, re.DOTALL)
    return {id: unescape(code) for id, code in found}


def addresses(text: str, base_url: str) -> Iterator[str]:
    """Each address of ours in a snippet, without the base."""
    for address in re.findall(rf'{re.escape(base_url)}([^"<>\s]*)', text):
        yield unescape(address)
