"""RIS: a record for each source, from its CSL item. A value has no escapes: it ends with its line."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats import csl
from app.formats.format import Format
from app.formats.head import Head

MEDIA_TYPE = "application/x-research-info-systems"
SUFFIX = ".ris"
END = "\r\n"
TYPE = "ELEC"  # an electronic source: what each is, is our own classification


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The records, one after the other."""
    for document in documents:
        tags = [("TY", TYPE), *tagged(csl.item(document, head)), ("ER", "")]
        yield "".join(f"{tag}  - {' '.join(value.splitlines())}{END}" for tag, value in tags)


def tagged(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is said of a source, in the order in which it is read."""
    said = [
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", author(one)) for one in item.get("author", ())),
        ("T2", item.get("container-title")),
        ("PB", item.get("publisher")),
        ("PY", day(item.get("issued"))[:4]),
        ("DA", day(item.get("issued"))),
        ("Y2", day(item.get("accessed"))),
        ("SN", item.get("ISSN")),
        ("UR", item.get("URL")),
        ("N1", item.get("note")),
    ]
    yield from ((tag, value) for tag, value in said if value)


def author(name: dict[str, str]) -> str:
    """`Family, Given`, or an institution."""
    return name["literal"] if "literal" in name else f"{name['family']}, {name['given']}"


def day(date: dict[str, Any] | None) -> str:
    """The parts of a CSL date as RIS has them, `YYYY/MM/DD/`: a part not stated is empty, as the last one always is."""
    if date is None:
        return ""
    parts = [f"{number:02}" for number in date["date-parts"][0]]
    return "/".join([*parts, *[""] * (4 - len(parts))])


RIS = Format(SUFFIX[1:], MEDIA_TYPE, "for reference managers that read nothing newer", encode, records=True)
