"""BibTeX: an entry for each source, from its CSL item; biblatex reads `date`, older programs `year`."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats import csl
from app.formats.format import Format
from app.formats.head import Head

MEDIA_TYPE = "application/x-bibtex"
SUFFIX = ".bib"
# BibTeX counts every brace of a value, also one behind a backslash: hence words for them, whose own braces pair up.
ESCAPED = str.maketrans(
    {
        **{mark: rf"\{mark}" for mark in "&%$#_"},
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
VERBATIM = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # an address is read as it is


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The entries, one after the other, with an empty line between them."""
    for position, document in enumerate(documents):
        yield ("\n" if position else "") + written(csl.item(document, head))


def written(item: dict[str, Any]) -> str:
    """An entry. Double braces keep a text's capitals, and an institution's name in one piece."""
    issued, accessed = iso(item.get("issued")), iso(item.get("accessed"))
    said = {
        "title": kept(item["title"]),
        "author": " and ".join(author(one) for one in item.get("author", ())),
        "organization": kept(item.get("container-title") or item.get("publisher")),
        "date": issued,
        "year": issued[:4],
        "urldate": accessed,
        "url": item.get("URL", "").translate(VERBATIM),
        "issn": escaped(item.get("ISSN", "")),
        "note": escaped(item.get("note", "")),
    }
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in said.items() if value)
    return f"@online{{{item['id']}{fields}\n}}\n"


def author(name: dict[str, str]) -> str:
    """`Family, Given`, or an institution."""
    return kept(name["literal"]) if "literal" in name else f"{part(name['family'])}, {part(name['given'])}"


def part(name: str) -> str:
    """A part of a name; braced where a comma or an `and` in it would be taken for the end of it."""
    return kept(name) if "," in name or "and" in name.lower().split() else escaped(name)


def kept(text: str | None) -> str:
    """A text that is to stay as it is, in braces of its own."""
    return f"{{{escaped(text)}}}" if text else ""


def escaped(text: str) -> str:
    """A text as LaTeX wants it. Letters of other scripts stay as they are, in UTF-8."""
    return text.translate(ESCAPED)


def iso(date: dict[str, Any] | None) -> str:
    """The parts of a CSL date as ISO 8601."""
    return "-".join(f"{number:02}" for number in date["date-parts"][0]) if date else ""


BIBTEX = Format(SUFFIX[1:], MEDIA_TYPE, "for LaTeX", encode, records=True)
