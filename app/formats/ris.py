"""RIS: a record for each source, from its CSL item. Values have no escapes and end with their line."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.csl import csl_item
from app.formats.format import DocumentInfo, Format

LINE_END = "\r\n"
TYPE = "ELEC"  # electronic source, for all of them: a more exact type would be our own classification


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The records, one after the other."""
    for document in documents:
        tags = [("TY", TYPE), *tag_values(csl_item(document, info)), ("ER", "")]
        yield "".join(f"{tag}  - {' '.join(value.splitlines())}{LINE_END}" for tag, value in tags)


def tag_values(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The tags of a CSL item that have a value, in the usual order."""
    tags = [
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", author(name)) for name in item.get("author", ())),
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher")),
        ("PY", ris_date(item.get("issued"))[:4]),
        ("DA", ris_date(item.get("issued"))),
        ("Y2", ris_date(item.get("accessed"))),
        ("SN", item.get("ISSN")),
        ("UR", item.get("URL")),
        ("N1", item.get("note")),
    ]
    return ((tag, value) for tag, value in tags if value)


def author(name: dict[str, str]) -> str:
    """`Family, Given`, or an institution."""
    return name["literal"] if "literal" in name else f"{name['family']}, {name['given']}"


def ris_date(date: dict[str, Any] | None) -> str:
    """A CSL date as `YYYY/MM/DD/`. A part that is not stated is empty, as is always the one after the last slash."""
    if date is None:
        return ""
    parts = [f"{number:02}" for number in date["date-parts"][0]]
    return "/".join([*parts, *[""] * (4 - len(parts))])


RIS = Format("ris", "application/x-research-info-systems", "for older reference managers", encode, records=True)
