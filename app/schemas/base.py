"""What every answer is made of: described fields, small references to other records, and evidence."""

from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from app.vocabulary import DiscrepancyKind


def says(description: str, *example: Any) -> Any:
    """A required field with what its documentation needs: a text, and an example where its type has none of its own."""
    return Field(description=description, examples=list(example) or None)


class Answer(BaseModel):
    """Base of all that is sent. Every key is always present; null means not stated."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class PartyRef(Answer):
    """A party, in short."""

    id: str = says("Id of the party.", "iran")
    name: str = says("Its name in the article's spelling.", "Iran")
    href: str = says("Its address.", "/parties/iran")


class PersonRef(Answer):
    """A person, in short."""

    id: str = says("Id of the person.", "jalil-abbas-jilani")
    name: str = says("The name in the article's spelling.", "Jalil Abbas Jilani")
    href: str = says("The person's address.", "/people/jalil-abbas-jilani")


class PlaceRef(Answer):
    """A place, in short."""

    id: str = says("Id of the place.", "balochistan")
    name: str = says("Its name in the article's spelling.", "Balochistan")
    href: str = says("Its address.", "/places/balochistan")


class EventRef(Answer):
    """An event, in short."""

    id: str = says("Id of the event.", "iranian-strikes-in-pakistan")
    title: str = says("Its title, in our words.", "Iranian strikes in Pakistan")
    href: str = says("Its address.", "/events/iranian-strikes-in-pakistan")


class RecordRef(Answer):
    """The address of a record by its id."""

    id: str = says("Id of the record.", "iran-nine-people-killed")
    href: str = says("Its address.", "/claims/iran-nine-people-killed")


class SourceRef(Answer):
    """A source, in short."""

    id: str = says("Id of the source.", "bbc-news")
    number: int | None = says("Its number in the article's reference list; null for the article itself.", 2)
    title: str = says(
        "Title as the article gives it.", "Pakistan launches retaliatory strikes into Iran, killing nine people"
    )
    href: str = says("Its address.", "/sources/bbc-news")


class PassageLocator(Answer):
    """Where in the article a passage stands. The passage itself is not repeated: position, hash and link."""

    id: str = says("Id of the passage.", "lead-1")
    section: str = says("Section it stands in.", "lead")
    index: int = says("Position in the section, from 1.", 2)
    start: int = says("First character: Unicode code points of the article's text, from 0.", 37)
    end: int = says("One past the last character.", 191)
    sha256: str = says(
        "SHA-256 of the passage in UTF-8, hexadecimal.",
        "3b10cf94ce5dec8836d205e323c2594ba73ede81b78a643a88162c1b86b83468",
    )
    url: str = says(
        "Link that opens the article at the passage, by a text fragment.",
        "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
        "#:~:text=On%20January%2016%2C,province%20of%20Balochistan",
    )


class EvidenceItem(Answer):
    """A passage that supports the record, or one field of it."""

    aspect: str | None = says("The field it supports; null for the record as a whole.", "date")
    passage: PassageLocator = says("The passage.")
    source_numbers: list[int] = says("Numbers of the references the passage cites.", [5])


class DiscrepancyRef(Answer):
    """A discrepancy, in short."""

    id: str = says("Id of the discrepancy.", "killed-in-pakistan-children-or-people")
    kind: DiscrepancyKind = says("In which way the article is at odds with itself.", "differing")
    title: str = says("What it is about.", "Killed in Pakistan: children or people")
    explanation: str = says(
        "What the passages say, in our neutral words.", "One sentence speaks of children, another of people."
    )
    href: str = says("Its address.", "/discrepancies/killed-in-pakistan-children-or-people")


class CorrectionRef(Answer):
    """A correction, in short."""

    id: str = says("Id of the change.", "1-1-0-kerman-bombings-summary")
    version: str = says("Version of the dataset that made it.", "1.1.0")
    released: str = says("Day of that version, ISO 8601.", "2026-12-01")
    field: str | None = says("The field corrected, as the seed calls it; null for the whole record.", "summary")
    href: str = says("Its address, which gives the value before and after, and why.", "/changes/1-0-0-first-release")


class Brief(Answer):
    """What every record of a list has."""

    row: ClassVar[str]  # the columns of the record in a table, as `columns` reads them; on the Full of each resource

    id: str = says("Stable id: lower-case ASCII words joined by hyphens.", "iranian-strikes-in-pakistan")
    links: dict[str, str] = says(
        "Addresses by name; `self` is the record's own.", {"self": "/events/iranian-strikes-in-pakistan"}
    )


class SourcedBrief(Brief):
    """What every record that passages support has in a list."""

    sources_count: int = says("How many references its passages cite. Not a count of independent confirmations.", 1)


class CorrectedFull(Answer):
    """What every record has at its own address."""

    corrected_by: list[CorrectionRef] = says(
        "Corrections of it since the first release, newest first; empty when there was none. "
        "`/changes?record=…` lists clarifications too."
    )


class SourcedFull(CorrectedFull):
    """What every record that passages support has at its own address."""

    sources: list[SourceRef] = says("The references its passages cite.")
    evidence: list[EvidenceItem] = says("The passages of the article behind it.")
    discrepancies: list[DiscrepancyRef] = says("Where the article is at odds with itself, or silent, about it.")
