"""CSL-JSON: an item for each source, with what the article gives and no more. BibTeX and RIS are made from it."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.format import Format
from app.formats.head import Head
from app.formats.json import dump

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
SUFFIX = ".csl.json"
# What a source is, by our word for it, and whether its publisher is the name of what it stands in. The words are our
# own classification: a reference whose publisher is not named is a `document`, which says nothing of it.
TYPES = {
    "news": ("article-newspaper", "container-title"),
    "encyclopedia": ("entry-encyclopedia", "container-title"),
    "analysis": ("webpage", "publisher"),
    "government": ("webpage", "publisher"),
    "unknown": ("document", "publisher"),
}
KEPT = ("number", "kind", "level", "archived", "licence", "sha256")  # what CSL has no name for


def encode(documents: Iterable[dict[str, Any]], head: Head) -> Iterator[str]:
    """The items, piece by piece."""
    yield "["
    for position, document in enumerate(documents):
        yield ("," if position else "") + dump(item(document, head))
    yield "]"


def item(source: dict[str, Any], head: Head) -> dict[str, Any]:
    """A source as CSL has it; what is not stated is not there."""
    type, publisher = TYPES[source["kind"]]
    said = {
        "id": source["id"],
        "type": type,
        "title": source["title"],
        "author": [name(author) for author in source["authors"]],
        publisher: source["publisher"],
        "issued": day(source["published"]),
        "accessed": day(source["retrieved"]),
        "ISSN": source["issn"],
        "URL": source["url"],
        "citation-number": source["number"],
        "note": note(source),
        "custom": custom(source, head),
    }
    return {key: value for key, value in said.items() if value not in (None, "", [])}


def name(author: dict[str, Any]) -> dict[str, str]:
    """An author; one with a single name is taken as it is, as institutions are."""
    if author["given"] is None:
        return {"literal": author["family"]}
    return {"family": author["family"], "given": author["given"]}


def day(stated: str | None) -> dict[str, Any] | None:
    """An ISO 8601 day, month or year in parts."""
    return {"date-parts": [[int(part) for part in stated.split("-")]]} if stated else None


def note(source: dict[str, Any]) -> str:
    """What has no name of its own in most programs: the reference's number, its archived copy, who is quoted in it."""
    number, archived, speaker = source["number"], source["archived"], source["quotation_speaker"]
    said = [
        f"Reference {number} of the article." if number is not None else None,
        f"Archived {archived}." if archived else None,
        f"Quotes {speaker}." if speaker else None,
    ]
    return " ".join(part for part in said if part)


def custom(source: dict[str, Any], head: Head) -> dict[str, Any]:
    """What CSL has no name for, and the address of the record."""
    kept = {key: source[key] for key in KEPT if source[key] is not None}
    return {"record": head.absolute(source["links"]["self"]), **kept}


CSL = Format(SUFFIX[1:], MEDIA_TYPE, "for reference managers", encode, records=True)
