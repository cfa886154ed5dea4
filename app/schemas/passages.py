"""Passages as they are sent."""

from app.schemas.base import Brief, CorrectedFull, ResponseModel, required
from app.vocabulary import PassageKind, RecordKind


class Supported(ResponseModel):
    """A record that a passage supports."""

    kind: RecordKind = required("What it is.", "event")
    id: str = required("Its id.", "iranian-strikes-in-pakistan")
    aspect: str | None = required("The field supported; null for the record as a whole.", "date")
    href: str = required("Its address.", "/events/iranian-strikes-in-pakistan")


class PassageBrief(Brief):
    """A sentence, cell, heading or reference of the article: where it stands, not what it says."""

    section: str = required("Section it stands in.", "lead")
    index: int = required("Position in the section, from 1.", 2)
    kind: PassageKind = required("What part of the article it is.", "sentence")
    start: int = required("First character: Unicode code points of the article's text, from 0.", 37)
    end: int = required("One past the last character.", 191)
    sha256: str = required(
        "SHA-256 of the passage in UTF-8, hexadecimal.",
        "3b10cf94ce5dec8836d205e323c2594ba73ede81b78a643a88162c1b86b83468",
    )
    url: str = required(
        "Link that opens the article at the passage.", "https://simple.wikipedia.org/wiki/…#:~:text=On%20January"
    )
    source_numbers: list[int] = required("Numbers of the references it cites.", [2, 3])


class PassageFull(CorrectedFull, PassageBrief):
    """A passage, with every record it supports."""

    columns = """
        id section index kind start end sha256 url source_numbers supports=supports.href
    """

    supports: list[Supported] = required("What it supports.")
