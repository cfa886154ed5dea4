"""The answers that are not collections: search, resolve, matrix, vocabulary, dataset and the index."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from app import urls
from app.schemas.base import EvidenceItem, IsoDay, PartyRef, RecordRef, ResponseModel, SourceRef, required
from app.schemas.claims import ClaimFull
from app.schemas.envelopes import Envelope, Page, Single
from app.schemas.names import NameForm
from app.vocabulary import RecordKind


class SearchHit(ResponseModel):
    """A record that matches a search."""

    kind: RecordKind = required("What it is.", "event")
    id: str = required("Its id.", "pakistani-strikes-in-iran")
    title: str = required("Its title or name.", "Pakistani strikes in Iran")
    href: str = required("Its address.", "/events/pakistani-strikes-in-iran")
    snippet: str | None = required("The beginning of its text, in our words.", "Pakistan struck seven targets.")


class SearchPage(Page[SearchHit]):
    """A page of hits."""

    data: list[SearchHit] = required("The hits: title matches first, then by day and id.")


class Resolved(ResponseModel):
    """What a spelling names."""

    kind: RecordKind = required("What it is.", "party")
    id: str = required("Its id.", "balochistan-liberation-army")
    name: str = required("Its name in the article's spelling.", "Balochistan Liberation Army")
    matched: str = required("The spelling that matched.", "Baluch Liberation Army")
    names: list[NameForm] = required("All its spellings.")
    href: str = required("Its address.", "/parties/balochistan-liberation-army")


class ResolveAnswer(Envelope):
    """What a spelling names; several records may share one."""

    data: list[Resolved] = required("The records it names.")
    notices: list[str] | None = Field(
        default=None, description="The nearest spellings, when none matches.", examples=[["Nearest: Tehran"]]
    )


class MatrixCell(ResponseModel):
    """One answer to one question."""

    claim: str = required("Address of the claim.", "/claims/iran-nine-people-killed")
    claimant: PartyRef | None = required("Whose answer it is; null when the article names nobody.")
    speaker: str | None = required("The article's words for the one who spoke.", "Iranian officials")
    low: int | None = required("Lowest figure, people.", 9)
    best: int | None = required("The figure as given, people.", 9)
    high: int | None = required("Highest figure, people.", 9)
    part_of: RecordRef | None = required("The claim whose figure includes this one.")
    statement: str = required("What is claimed, in our words.", "Nine people were killed.")
    sources: list[SourceRef] = required("The references cited.")
    evidence: list[EvidenceItem] = required("The passages behind it.")


class MatrixRow(ResponseModel):
    """One question, and everybody's answer."""

    question: str = required("What is asked: measure and victim class, or type of claim.", "killed, children")
    answers: list[MatrixCell] = required("Who answers what.")


class Matrix(ResponseModel):
    """Who says what about one event."""

    questions: list[MatrixRow] = required("The questions.")

    @classmethod
    def from_claims(cls, claims: Sequence[ClaimFull]) -> Self:
        """A row for each question that these claims answer, a cell for each answer."""
        rows: dict[str, list[MatrixCell]] = {}
        for claim in claims:
            shared = {name: getattr(claim, name) for name in MatrixCell.model_fields if name != "claim"}
            cell = MatrixCell(claim=urls.record("claim", claim.id), **shared)
            rows.setdefault(question(claim), []).append(cell)
        return cls(questions=[MatrixRow(question=name, answers=cells) for name, cells in rows.items()])


def question(claim: ClaimFull) -> str:
    """What the claim answers: `killed, children` for figures, the type of claim for the rest."""
    if claim.measure is None or claim.victim_class is None:
        return claim.type.replace("_", " ")
    return f"{claim.measure}, {claim.victim_class.replace('_', ' ')}"


class MatrixAnswer(Single[Matrix]):
    """Who says what about one event. Rows are never added up."""


class WordMeaning(ResponseModel):
    """A word and what it means."""

    value: str = required("The word, as it stands in the data.", "strike")
    meaning: str = required("What it means.", "A state fires on targets, by missile or aircraft.")
    acled: str | None = required("Nearest ACLED event type or sub-event type.", "Explosions/Remote violence")
    cameo: str | None = required("Nearest CAMEO code.", "195")


class Vocabulary(ResponseModel):
    """A closed list of words."""

    name: str = required("Name of the list.", "event_type")
    description: str = required("What its words say.", "What kind of happening an event is.")
    words: list[WordMeaning] = required("Its words.")


class VocabularyAnswer(Envelope):
    """All the words of the data."""

    data: list[Vocabulary] = required("The lists.")


class Credit(ResponseModel):
    """An origin and its licence."""

    name: str = required("The origin.", "GeoNames")
    licence: str = required("Its licence.", "CC-BY-4.0")
    of: str = required("What comes from it.", "The points of Kerman, Islamabad and Tehran.")


class DatasetDocument(ResponseModel):
    """The dataset as a whole."""

    title: str = required("Title.", "2024 Iran–Pakistan border skirmishes, a sourced record")
    description: str = required("What it holds.", "Who did what, and who says so.")
    version: str = required("Version.", "1.0.0")
    released: IsoDay = required("Day of release, ISO 8601.", "2026-11-22")
    digest: str = required("SHA-256 of the canonical seed, hexadecimal.", "0f" * 32)
    licence: str = required("Licence of the data, SPDX.", "CC-BY-SA-4.0")
    part_of: list[str] = required("What the article says the skirmishes are part of.", ["Insurgency in Balochistan"])
    article: SourceRef = required("The article it records.")
    article_publisher: str = required("Who publishes it.", "Simple English Wikipedia")
    article_url: str = required(
        "Its address.", "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
    )
    article_sha256: str = required("SHA-256 of the text used.", "0f" * 32)
    credits: list[Credit] = required("Origins and their licences.")
    first_day: IsoDay = required(
        "First day of the record, ISO 8601; closes open bounds in date questions.", "2024-01-03"
    )
    last_day: IsoDay = required("Last day of the record, ISO 8601; closes open bounds in date questions.", "2024-03-30")
    records: dict[str, int] = required("Records by collection.", {"events": 20})


class DatasetAnswer(Single[DatasetDocument]):
    """The dataset as a whole."""


class IndexEntry(ResponseModel):
    """An address of the API."""

    name: str = required("What it is.", "events")
    href: str = required("Its address.", "/events")
    description: str = required("What it answers.", "Everything that happened, dated or not.")


class IndexAnswer(Envelope):
    """The API's table of contents."""

    data: list[IndexEntry] = required("Its addresses.")


class Health(ResponseModel):
    """Whether the service is well."""

    status: str = required("`ok`, or what is wrong.", "ok")


class ProblemKind(ResponseModel):
    """A kind of error."""

    name: str = required("Its name.", "invalid-parameter")
    title: str = required("Its title.", "Invalid parameter")
    status: int = required("Its HTTP status.", 400)
    cure: str = required("What to do.", "Mend each parameter named in errors.")


class ProblemAnswer(Single[ProblemKind]):
    """What a kind of error means."""
