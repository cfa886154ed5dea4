"""The article's text as a page: headings, table cells, paragraphs and references, far apart, with no character lost."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

MARK = re.compile(r"\[\w+\]")
TAGS = {"heading": "h2", "sentence": "p", "infobox": "td", "reference": "li"}
STYLE = (
    "body { margin: 4000px 1em; width: 12em; line-height: 5em } p, h2, li { display: block; margin: 1500px 0 }"
    "table, tbody, tr, th, td { display: block; text-align: left; font-weight: normal } th, td { margin: 500px 0 }"
    "[hidden] { display: none } ::target-text { background: #ff0; color: #000 }"
)

Passage = dict[str, Any]


def page(text: str, passages: list[Passage]) -> str:
    """The text as HTML: its characters, in its order, are all that the body holds."""
    head = f'<meta charset="utf-8"><title>Article</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{"".join(blocks(text, passages))}</body></html>'


def blocks(text: str, passages: list[Passage]) -> Iterator[str]:
    """Each block of the page, and, hidden, the furniture between them."""
    at, table = 0, False
    for first, last in paragraphs(text, passages):
        cell = first["section"] == "infobox"
        gap = shown(text[at : first["start"]])
        yield f"<tr hidden><td>{gap}</td></tr>" if table else f"<span hidden>{gap}</span>"
        if cell is not table:
            yield "<table>" if cell else "</table>"
            table = cell
        tag = "th" if cell and first["kind"] == "heading" else TAGS[first["kind"]]
        block = f"<{tag}>{shown(text[first['start'] : last['end']])}</{tag}>"
        yield f"<tr>{block}</tr>" if cell else block
        at = last["end"]
    yield f"<span hidden>{shown(text[at:])}</span>"


def paragraphs(text: str, passages: list[Passage]) -> Iterator[tuple[Passage, Passage]]:
    """The first and the last passage of each block: sentences with nothing but a space between them share one."""
    first = last = passages[0]
    for passage in passages[1:]:
        if last["kind"] != "sentence" or passage["kind"] != "sentence" or text[last["end"] : passage["start"]] != " ":
            yield first, last
            first = passage
        last = passage
    yield first, last


def shown(words: str) -> str:
    """Words as HTML, with the marks of references raised."""
    return MARK.sub(r"<sup>\g<0></sup>", escape(words))
