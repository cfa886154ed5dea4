"""Passages as they are sent."""

from app.schemas.base import Answer, Brief, CorrectedFull, says
from app.schemas.envelopes import Page, Selection, Single
from app.vocabulary import PassageKind, RecordKind


class Supported(Answer):
    """A record that a passage supports."""

    kind: RecordKind = says("What it is.", "event")
    id: str = says("Its id.", "iranian-strikes-in-pakistan")
    aspect: str | None = says("The field supported; null for the record as a whole.", "date")
    href: str = says("Its address.", "/events/iranian-strikes-in-pakistan")


class PassageBrief(Brief):
    """A sentence, cell, heading or reference of the article: where it stands, not what it says."""

    section: str = says("Section it stands in.", "lead")
    index: int = says("Position in the section, from 1.", 2)
    kind: PassageKind = says("What part of the article it is.", "sentence")
    start: int = says("First character: Unicode code points of the article's text, from 0.", 37)
    end: int = says("One past the last character.", 191)
    sha256: str = says(
        "SHA-256 of the passage in UTF-8, hexadecimal.",
        "3b10cf94ce5dec8836d205e323c2594ba73ede81b78a643a88162c1b86b83468",
    )
    url: str = says(
        "Link that opens the article at the passage.", "https://simple.wikipedia.org/wiki/…#:~:text=On%20January"
    )
    source_numbers: list[int] = says("Numbers of the references it cites.", [2, 3])


class PassageFull(CorrectedFull, PassageBrief):
    """A passage, with every record it supports."""

    row = """
        id section index kind start end sha256 url source_numbers supports=supports.href
    """

    supports: list[Supported] = says("What it supports.")


class PassagePage(Page):
    """A page of passages."""

    data: list[PassageFull | PassageBrief | Selection] = says("The passages.")


class PassageAnswer(Single[PassageFull]):
    """One passage."""
