"""BibTeX: an entry for each source, from its CSL item. biblatex reads `date`, older programs `year`."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.csl import csl_item
from app.formats.format import DocumentInfo, Format

# BibTeX counts every brace in a value, even one after a backslash. So braces are written as commands, whose own braces
# are balanced.
SPECIAL = str.maketrans(
    {
        **{mark: rf"\{mark}" for mark in "&%$#_"},
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "'": r"\textquotesingle{}",  # this and the next would print as closing quotes
        '"': r"\textquotedbl{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",  # these three print as other characters in LaTeX's oldest encoding
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
    }
)
URL_SPECIAL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})  # addresses are read verbatim


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The entries, with an empty line between them."""
    for position, document in enumerate(documents):
        yield ("\n" if position else "") + entry(csl_item(document, info))


def entry(item: dict[str, Any]) -> str:
    """The entry of a CSL item. Double braces keep capitals, and an institution's name in one piece."""
    issued, accessed = iso_date(item.get("issued")), iso_date(item.get("accessed"))
    values = {
        "title": braced(item["title"]),
        "author": " and ".join(author(name) for name in item.get("author", ())),
        "organization": braced(item.get("container-title") or item.get("publisher")),
        "date": issued,
        "year": issued[:4],
        "urldate": accessed,
        "url": item.get("URL", "").translate(URL_SPECIAL),
        "issn": escape(item.get("ISSN", "")),
        "note": escape(item.get("note", "")),
    }
    fields = "".join(f",\n  {name} = {{{value}}}" for name, value in values.items() if value)
    return f"@online{{{item['id']}{fields}\n}}\n"


def author(name: dict[str, str]) -> str:
    """`Family, Given`, or an institution."""
    return braced(name["literal"]) if "literal" in name else f"{name_part(name['family'])}, {name_part(name['given'])}"


def name_part(part: str) -> str:
    """A part of a name, in braces if it contains a comma or the word `and`, which would end it."""
    return braced(part) if "," in part or "and" in part.lower().split() else escape(part)


def braced(text: str | None) -> str:
    """A text in braces of its own, which programs leave as it is."""
    return f"{{{escape(text)}}}" if text else ""


def escape(text: str) -> str:
    """A text with the special characters of LaTeX escaped. Letters of other scripts stay as they are, in UTF-8."""
    return text.translate(SPECIAL)


def iso_date(date: dict[str, Any] | None) -> str:
    """A CSL date in ISO 8601."""
    return "-".join(f"{number:02}" for number in date["date-parts"][0]) if date else ""


BIBTEX = Format("bib", "application/x-bibtex", "for LaTeX", encode, records=True)
