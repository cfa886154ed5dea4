"""Response models of passages."""

from app.schemas.base import Brief, CorrectedFull, ResponseModel, required
from app.vocabulary import PassageKind, RecordKind


class Supported(ResponseModel):
    """A record that a passage supports."""

    kind: RecordKind = required("What kind of record it is.", "event")
    id: str = required("Its id.", "iranian-strikes-in-pakistan")
    aspect: str | None = required("The field it supports; null for the whole record.", "date")
    href: str = required("Its address.", "/events/iranian-strikes-in-pakistan")


class PassageBrief(Brief):
    """A sentence, table cell, heading or reference in the article: where it is, not what it says."""

    label: str = required("Where it is, in words.", "Introduction, 1st sentence")
    first_words: str = required("Its first words, at most six, to find it by.", "On January 16,")
    last_words: str | None = required("Its last words; null if `first_words` is all of it.", "province of Balochistan")
    section: str = required("Section of the article.", "lead")
    index: int = required("Position in the section, from 1.", 2)
    kind: PassageKind = required("What part of the article it is.", "sentence")
    start: int = required("Offset of the first character in the article's text, in Unicode code points from 0.", 37)
    end: int = required("Offset after the last character.", 191)
    sha256: str = required(
        "SHA-256 of the passage in UTF-8, hexadecimal.",
        "3b10cf94ce5dec8836d205e323c2594ba73ede81b78a643a88162c1b86b83468",
    )
    url: str = required(
        "Link that opens the article at the passage.", "https://simple.wikipedia.org/wiki/…#:~:text=On%20January"
    )
    source_numbers: list[int] = required("Numbers of the references it cites.", [2, 3])


class PassageFull(CorrectedFull, PassageBrief):
    """A passage, with every record that rests on it."""

    columns = """
        id section index kind start end sha256 url source_numbers supports=supports.href caption
        label first_words last_words
    """

    supports: list[Supported] = required("The records that it supports.")
