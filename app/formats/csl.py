"""CSL-JSON: an item for each source, with only what the article gives. BibTeX and RIS are made from these items."""

from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.format import DocumentInfo, Format
from app.formats.json_format import drop_empty, dump

# The CSL type of each kind of source, and the CSL name of its publisher: `container-title` where the publisher's name
# is that of the work it appears in. The kinds are our own classification; one without a publisher is a `document`.
TYPES = {
    "news": ("article-newspaper", "container-title"),
    "encyclopedia": ("entry-encyclopedia", "container-title"),
    "analysis": ("webpage", "publisher"),
    "government": ("webpage", "publisher"),
    "unknown": ("document", "publisher"),
}
CUSTOM = ("number", "kind", "level", "archived", "licence", "sha256")  # fields without a CSL name


def encode(documents: Iterable[dict[str, Any]], info: DocumentInfo) -> Iterator[str]:
    """The items as one array, piece by piece."""
    yield "["
    for position, document in enumerate(documents):
        yield ("," if position else "") + dump(csl_item(document, info))
    yield "]"


def csl_item(source: dict[str, Any], info: DocumentInfo) -> dict[str, Any]:
    """The CSL item of a source. What the article does not state is left out."""
    csl_type, publisher = TYPES[source["kind"]]
    return drop_empty(
        {
            "id": source["id"],
            "type": csl_type,
            "title": source["title"],
            "author": [csl_name(author) for author in source["authors"]],
            publisher: source["publisher"],
            "issued": csl_date(source["published"]),
            "accessed": csl_date(source["retrieved"]),
            "ISSN": source["issn"],
            "URL": source["url"],
            "citation-number": source["number"],
            "note": note(source),
            "custom": custom(source, info),
        }
    )


def csl_name(author: dict[str, Any]) -> dict[str, str]:
    """An author. One with a single name is taken literally, as institutions are."""
    if author["given"] is None:
        return {"literal": author["family"]}
    return {"family": author["family"], "given": author["given"]}


def csl_date(day: str | None) -> dict[str, Any] | None:
    """An ISO 8601 day, month or year, in parts."""
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else None


def note(source: dict[str, Any]) -> str:
    """What most programs have no field for: the number of the reference, the archived copy, the person quoted."""
    number, archived, speaker = source["number"], source["archived"], source["quotation_speaker"]
    sentences = [
        f"Reference {number} of the article." if number is not None else None,
        f"Archived {archived}." if archived else None,
        f"Quotes {speaker}." if speaker else None,
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def custom(source: dict[str, Any], info: DocumentInfo) -> dict[str, Any]:
    """The address of the record, and what CSL has no name for."""
    fields = {name: source[name] for name in CUSTOM if source[name] is not None}
    return {"record": info.absolute(source["links"]["self"]), **fields}


CSL = Format("csl.json", "application/vnd.citationstyles.csl+json", "for reference managers", encode, records=True)
