"""What answers are made of: described fields, short references to other records, and evidence."""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from app.vocabulary import DiscrepancyKind, RecordKind

IsoDay = Annotated[str, "a day as YYYY-MM-DD"]  # the mark makes it a date in descriptions of tables, see columns.py


def required(description: str, *example: Any) -> Any:
    """A required field, described for the documentation; the example is left out where its type has examples."""
    return Field(description=description, examples=list(example) or None)


class ResponseModel(BaseModel):
    """Base of all answers. Every key is always present; null means not stated."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class PartyRef(ResponseModel):
    """A party, in short."""

    id: str = required("Id of the party.", "iran")
    name: str = required("Its name in the article's spelling.", "Iran")
    href: str = required("Its address.", "/parties/iran")


class PersonRef(ResponseModel):
    """A person, in short."""

    id: str = required("Id of the person.", "jalil-abbas-jilani")
    name: str = required("The name in the article's spelling.", "Jalil Abbas Jilani")
    href: str = required("The person's address.", "/people/jalil-abbas-jilani")


class PlaceRef(ResponseModel):
    """A place, in short."""

    id: str = required("Id of the place.", "balochistan")
    name: str = required("Its name in the article's spelling.", "Balochistan")
    href: str = required("Its address.", "/places/balochistan")


class EventRef(ResponseModel):
    """An event, in short."""

    id: str = required("Id of the event.", "iranian-strikes-in-pakistan")
    title: str = required("Its title, in our words.", "Iranian strikes in Pakistan")
    href: str = required("Its address.", "/events/iranian-strikes-in-pakistan")


class RecordRef(ResponseModel):
    """The address of a record by its id."""

    id: str = required("Id of the record.", "iran-nine-people-killed")
    href: str = required("Its address.", "/claims/iran-nine-people-killed")


class SourceRef(ResponseModel):
    """A source, in short."""

    id: str = required("Id of the source.", "bbc-news")
    number: int | None = required("Its number in the article's reference list; null for the article itself.", 2)
    title: str = required(
        "Title as the article gives it.", "Pakistan launches retaliatory strikes into Iran, killing nine people"
    )
    href: str = required("Its address.", "/sources/bbc-news")


class PassageLocator(ResponseModel):
    """Where in the article a passage stands. Its words are not repeated: only position, hash and link."""

    id: str = required("Id of the passage.", "lead-1")
    label: str = required("Where it is, in words.", "Introduction, 1st sentence")
    first_words: str = required("Its first words, at most six, to find it by.", "On January 16,")
    last_words: str | None = required("Its last words; null if `first_words` is all of it.", "province of Balochistan")
    section: str = required("Section of the article.", "lead")
    index: int = required("Position in the section, from 1.", 2)
    start: int = required("Offset of the first character in the article's text, in Unicode code points from 0.", 37)
    end: int = required("Offset after the last character.", 191)
    sha256: str = required(
        "SHA-256 of the passage in UTF-8, hexadecimal.",
        "3b10cf94ce5dec8836d205e323c2594ba73ede81b78a643a88162c1b86b83468",
    )
    url: str = required(
        "Link that opens the article at the passage, by means of a text fragment.",
        "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
        "#:~:text=On%20January%2016%2C,province%20of%20Balochistan",
    )


class EvidenceItem(ResponseModel):
    """A passage that supports the record, or one field of it."""

    aspect: str | None = required("The field it supports; null for the whole record.", "date")
    passage: PassageLocator = required("The passage.")
    source_numbers: list[int] = required("Numbers of the references the passage cites.", [5])


class DiscrepancyLink(ResponseModel):
    """A discrepancy by its title."""

    id: str = required("Id of the discrepancy.", "killed-in-pakistan-children-or-people")
    kind: DiscrepancyKind = required("How the passages disagree, or what is missing.", "differing")
    title: str = required("What it is about.", "Killed in Pakistan: two children or two people")
    href: str = required("Its address.", "/discrepancies/killed-in-pakistan-children-or-people")


class DiscrepancyRef(DiscrepancyLink):
    """A discrepancy, in short."""

    explanation: str = required(
        "What the passages say, in our own neutral words.", "One sentence speaks of children, another of people."
    )


class NotStated(ResponseModel):
    """Something that the article does not say and that a reader would miss."""

    text: str = required("What is not stated.", "which countries the foreign nationals came from")
    discrepancy: RecordRef = required("The discrepancy that explains it.")


class CorrectionRef(ResponseModel):
    """A correction, in short."""

    id: str = required("Id of the change.", "1-1-0-kerman-bombings-summary")
    version: str = required("Dataset version in which it was made.", "1.1.0")
    released: IsoDay = required("Release date of that version, ISO 8601.", "2026-12-01")
    field: str | None = required("The corrected field, by its name in the seed; null for the whole record.", "summary")
    text: str = required(
        "The correction in words, to print beside the record.",
        "Corrected 25 November 2026: two children, previously two people",
    )
    href: str = required(
        "Its address, with the old value, the new value and the reason.", "/changes/1-0-0-first-release"
    )


class Brief(ResponseModel):
    """Fields of every record in a list."""

    columns: ClassVar[str]  # of the record as a row, in the form that columns.py reads; set on each Full

    id: str = required("Stable id: lower-case ASCII words joined by hyphens.", "iranian-strikes-in-pakistan")
    record_kind: RecordKind = required("What kind of record it is.", "strike")
    caption: str = required("One line that can stand alone.", "Iranian strikes in Pakistan, 16 January 2024")
    links: dict[str, str] = required(
        "Links by name; `self` is the record's own address.", {"self": "/events/iranian-strikes-in-pakistan"}
    )


class SourcedBrief(Brief):
    """Fields that records supported by passages have in a list."""

    sources_count: int = required(
        "Number of references its passages cite. This is not a count of independent confirmations.", 1
    )


class CorrectedFull(ResponseModel):
    """Fields of every record at its own address."""

    corrected_by: list[CorrectionRef] = required(
        "Corrections since the first release, newest first; empty if there are none. "
        "`/changes?record=…` also lists clarifications."
    )


class SourcedFull(CorrectedFull):
    """Fields that records supported by passages have at their own address."""

    sources: list[SourceRef] = required("The references its passages cite.")
    evidence: list[EvidenceItem] = required("The passages of the article that support it.")
    discrepancies: list[DiscrepancyRef] = required("Where the article disagrees with itself, or is silent, about it.")
