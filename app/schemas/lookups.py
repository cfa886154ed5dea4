"""Response models of what is not a collection: search, resolve, matrix, vocabulary, dataset, index and the like."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from app import urls
from app.schemas.base import (
    DiscrepancyLink,
    EvidenceItem,
    IsoDay,
    PartyRef,
    RecordRef,
    ResponseModel,
    SourceRef,
    required,
)
from app.schemas.claims import NestedClaim
from app.schemas.envelopes import DatasetStamp, Envelope, Page, Single
from app.schemas.names import NameForm
from app.vocabulary import ClaimType, Measure, RecordKind, VictimClass


class SearchHit(ResponseModel):
    """A record that matches a search."""

    kind: RecordKind = required("What kind of record it is.", "event")
    id: str = required("Its id.", "pakistani-strikes-in-iran")
    title: str = required("Its title or name.", "Pakistani strikes in Iran")
    href: str = required("Its address.", "/events/pakistani-strikes-in-iran")
    snippet: str | None = required("The start of its text, in our own words.", "Pakistan struck seven targets.")


class SearchPage(Page[SearchHit]):
    """A page of search results."""

    data: list[SearchHit] = required("The results: title matches first, then by date and id.")


class Resolved(ResponseModel):
    """A record that a name belongs to."""

    kind: RecordKind = required("What kind of record it is.", "party")
    id: str = required("Its id.", "balochistan-liberation-army")
    name: str = required("Its name in the article's spelling.", "Balochistan Liberation Army")
    matched: str = required("The spelling that matched.", "Baluch Liberation Army")
    names: list[NameForm] = required("All its spellings.")
    href: str = required("Its address.", "/parties/balochistan-liberation-army")


class ResolveAnswer(Envelope):
    """The records that a name belongs to; several records may share one."""

    data: list[Resolved] = required("The records that have this name.")
    notices: list[str] | None = Field(
        default=None, description="The closest names, if none matches.", examples=[["Nearest: Tehran"]]
    )


class MatrixCell(ResponseModel):
    """One answer to one question."""

    claim: str = required("Address of the claim.", "/claims/iran-nine-people-killed")
    claimant: PartyRef | None = required("The party that makes the claim; null if the article names no one.")
    speaker: str | None = required("The article's words for the speaker.", "Iranian officials")
    victim_class: VictimClass | None = required("Which people a figure counts.", "all")
    low: int | None = required("Lowest figure, in people; null if none is given.", 9)
    best: int | None = required("The figure as given, in people; null if none is given.", 9)
    high: int | None = required("Highest figure, in people; null if none is given.", 9)
    part_of: RecordRef | None = required("The claim whose figure includes this one.")
    statement: str = required("What is claimed, in our own words.", "Nine people were killed.")
    text: str = required(
        "The claim as a finished sentence, with its source.",
        "According to Iran, nine people were killed; four were children (no reference cited).",
    )
    sources: list[SourceRef] = required("The references its passages cite.")
    evidence: list[EvidenceItem] = required("The passages of the article that support it.")


class MatrixRow(ResponseModel):
    """One question, with all the answers to it."""

    question: str = required("The question: what a figure counts, or a type of claim.", "killed")
    type: ClaimType = required("The type of the claims.", "casualty")
    measure: Measure | None = required("What the figures count; null if the claims have none.", "killed")
    answers: list[MatrixCell] = required("Who says what.")
    discrepancies: list[DiscrepancyLink] = required("Where these claims differ, or leave something open.")


class Matrix(ResponseModel):
    """Who says what about one event."""

    questions: list[MatrixRow] = required("The questions.")

    @classmethod
    def from_claims(cls, claims: Sequence[NestedClaim]) -> Self:
        """A row for each question that these claims answer, a cell for each answer."""
        questions: dict[tuple[ClaimType, Measure | None], list[NestedClaim]] = {}
        for claim in claims:
            questions.setdefault((claim.type, claim.measure), []).append(claim)
        return cls(questions=[matrix_row(*question, answers) for question, answers in questions.items()])


def matrix_row(type: ClaimType, measure: Measure | None, claims: Sequence[NestedClaim]) -> MatrixRow:
    """One question, with a cell for each claim that answers it and the discrepancies of them all."""
    discrepancies = {link.id: link for claim in claims for link in claim.discrepancies}
    return MatrixRow(
        question=measure or type.replace("_", " "),
        type=type,
        measure=measure,
        answers=[matrix_cell(claim) for claim in claims],
        discrepancies=list(discrepancies.values()),
    )


def matrix_cell(claim: NestedClaim) -> MatrixCell:
    """The answer that a claim gives."""
    shared = {name: getattr(claim, name) for name in MatrixCell.model_fields if name != "claim"}
    return MatrixCell(claim=urls.record("claim", claim.id), **shared)


class MatrixAnswer(Single[Matrix]):
    """Who says what about one event. Never add up the rows."""


class WordMeaning(ResponseModel):
    """A value and what it means."""

    value: str = required("The value as used in the data.", "strike")
    meaning: str = required("What it means.", "A state attacks targets with missiles or aircraft.")
    acled: str | None = required("Closest ACLED event type or sub-event type.", "Explosions/Remote violence")
    cameo: str | None = required("Closest CAMEO code.", "190")


class Vocabulary(ResponseModel):
    """A closed list of values."""

    name: str = required("Name of the list.", "event_type")
    description: str = required("What its values describe.", "What kind of event it is.")
    words: list[WordMeaning] = required("Its values.")


class VocabularyAnswer(Envelope):
    """All closed lists of values."""

    data: list[Vocabulary] = required("The lists.")


class Credit(ResponseModel):
    """The origin of some of the data, and its licence."""

    name: str = required("The origin.", "GeoNames")
    licence: str = required("Its licence.", "CC-BY-4.0")
    of: str = required("What is taken from it.", "The points of Kerman, Islamabad and Tehran.")


class DatasetDocument(ResponseModel):
    """The dataset as a whole."""

    title: str = required("Title.", "2024 Iran–Pakistan border skirmishes, a sourced record")
    description: str = required("What it contains.", "Who did what, and who says so.")
    version: str = required("Version.", "1.0.0")
    released: IsoDay = required("Release date, ISO 8601.", "2026-11-22")
    digest: str = required("SHA-256 of the canonical seed, hexadecimal.", "0f" * 32)
    licence: str = required("Licence of the data, as an SPDX identifier.", "CC-BY-SA-4.0")
    part_of: list[str] = required(
        "Conflicts that the article says the skirmishes are part of.", ["Insurgency in Balochistan"]
    )
    article: SourceRef = required("The article it covers.")
    article_publisher: str = required("Who publishes it.", "Simple English Wikipedia")
    article_url: str = required(
        "Its address.", "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
    )
    article_sha256: str = required("SHA-256 of the article's text as used here, hexadecimal.", "0f" * 32)
    article_captured: IsoDay | None = required("Day on which the text used was captured; null if unknown.", None)
    article_revision: str | None = required("Id of the article's revision used; null if unknown.", None)
    credits: list[Credit] = required("Origins of the data, with their licences.")
    first_day: IsoDay = required(
        "First stated day in the record, ISO 8601; date filters use it for events with no earliest day.", "2024-01-03"
    )
    last_day: IsoDay = required(
        "Last stated day in the record, ISO 8601; date filters use it for events with no latest day.", "2024-01-29"
    )
    records: dict[str, int] = required("Number of records in each collection.", {"events": 20})


class DatasetAnswer(Single[DatasetDocument]):
    """The dataset as a whole."""


class IndexEntry(ResponseModel):
    """An address of the API."""

    name: str = required("What it is.", "events")
    href: str = required("Its address.", "/events")
    description: str = required("What it returns.", "Everything that happened, dated or not.")


class IndexAnswer(Envelope):
    """The list of addresses to start from."""

    data: list[IndexEntry] = required("The addresses.")


class Health(ResponseModel):
    """Whether the service is working."""

    status: str = required("`ok`, or a description of what is wrong.", "ok")


class Readiness(Health):
    """That the service can answer queries, and over which data."""

    version: str = required("Version of the software.", "1.1.0")
    dataset: DatasetStamp = required("The dataset being served.")
    age: float = required(
        "Seconds since the database was last seen to hold this dataset. It stays below 2 unless the database cannot be "
        "read, and what was read before is served meanwhile.",
        0.4,
    )


class ProblemKind(ResponseModel):
    """A kind of error."""

    name: str = required("Its name.", "invalid-parameter")
    title: str = required("Its title.", "Invalid parameter")
    status: int = required("Its HTTP status.", 400)
    cure: str = required("How to fix it.", "Fix each parameter listed in `errors`; `nearest` suggests valid values.")


class ProblemAnswer(Single[ProblemKind]):
    """What a kind of error means."""
