"""The answers that are not collections: search, resolve, matrix, vocabulary, dataset and the index."""

from collections.abc import Sequence
from typing import Self

from pydantic import Field

from app import urls
from app.schemas.base import Answer, EvidenceItem, PartyRef, RecordRef, SourceRef, says
from app.schemas.claims import ClaimFull
from app.schemas.envelopes import Page, Single, Stamped
from app.schemas.names import NameForm
from app.vocabulary import RecordKind


class SearchHit(Answer):
    """A record that matches a search."""

    kind: RecordKind = says("What it is.", "event")
    id: str = says("Its id.", "pakistani-strikes-in-iran")
    title: str = says("Its title or name.", "Pakistani strikes in Iran")
    href: str = says("Its address.", "/events/pakistani-strikes-in-iran")
    snippet: str | None = says("The beginning of its text, in our words.", "Pakistan struck seven targets.")


class SearchPage(Page):
    """A page of hits."""

    data: list[SearchHit] = says("The hits: title matches first, then by day and id.")


class Resolved(Answer):
    """What a spelling names."""

    kind: RecordKind = says("What it is.", "party")
    id: str = says("Its id.", "balochistan-liberation-army")
    name: str = says("Its name in the article's spelling.", "Balochistan Liberation Army")
    matched: str = says("The spelling that matched.", "Baluch Liberation Army")
    names: list[NameForm] = says("All its spellings.")
    href: str = says("Its address.", "/parties/balochistan-liberation-army")


class ResolveAnswer(Stamped):
    """What a spelling names; several records may share one."""

    data: list[Resolved] = says("The records it names.")
    notices: list[str] | None = Field(
        default=None, description="The nearest spellings, when none matches.", examples=[["Nearest: Tehran"]]
    )


class MatrixCell(Answer):
    """One answer to one question."""

    claim: str = says("Address of the claim.", "/claims/iran-nine-people-killed")
    claimant: PartyRef | None = says("Whose answer it is; null when the article names nobody.")
    speaker: str | None = says("The article's words for the one who spoke.", "Iranian officials")
    low: int | None = says("Lowest figure, people.", 9)
    best: int | None = says("The figure as given, people.", 9)
    high: int | None = says("Highest figure, people.", 9)
    part_of: RecordRef | None = says("The claim whose figure includes this one.")
    statement: str = says("What is claimed, in our words.", "Nine people were killed.")
    sources: list[SourceRef] = says("The references cited.")
    evidence: list[EvidenceItem] = says("The passages behind it.")


class MatrixRow(Answer):
    """One question, and everybody's answer."""

    question: str = says("What is asked: measure and victim class, or type of claim.", "killed, children")
    answers: list[MatrixCell] = says("Who answers what.")


class Matrix(Answer):
    """Who says what about one event."""

    questions: list[MatrixRow] = says("The questions.")

    @classmethod
    def of(cls, claims: Sequence[ClaimFull]) -> Self:
        """What these claims answer: a row for each question, a cell for each answer."""
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


class WordMeaning(Answer):
    """A word and what it means."""

    value: str = says("The word, as it stands in the data.", "strike")
    meaning: str = says("What it means.", "A state fires on targets, by missile or aircraft.")
    acled: str | None = says("Nearest ACLED event type or sub-event type.", "Explosions/Remote violence")
    cameo: str | None = says("Nearest CAMEO code.", "195")


class Vocabulary(Answer):
    """A closed list of words."""

    name: str = says("Name of the list.", "event_type")
    description: str = says("What its words say.", "What kind of happening an event is.")
    words: list[WordMeaning] = says("Its words.")


class VocabularyAnswer(Stamped):
    """All the words of the data."""

    data: list[Vocabulary] = says("The lists.")


class Credit(Answer):
    """An origin and its licence."""

    name: str = says("The origin.", "GeoNames")
    licence: str = says("Its licence.", "CC-BY-4.0")
    of: str = says("What comes from it.", "The points of Kerman, Islamabad and Tehran.")


class DatasetDocument(Answer):
    """The dataset as a whole."""

    title: str = says("Title.", "2024 Iran–Pakistan border skirmishes, a sourced record")
    description: str = says("What it holds.", "Who did what, and who says so.")
    version: str = says("Version.", "1.0.0")
    released: str = says("Day of release, ISO 8601.", "2026-11-22")
    digest: str = says("SHA-256 of the canonical seed, hexadecimal.", "0f" * 32)
    licence: str = says("Licence of the data, SPDX.", "CC-BY-SA-4.0")
    part_of: list[str] = says("What the article says the skirmishes are part of.", ["Insurgency in Balochistan"])
    article: SourceRef = says("The article it records.")
    article_publisher: str = says("Who publishes it.", "Simple English Wikipedia")
    article_url: str = says(
        "Its address.", "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes"
    )
    article_sha256: str = says("SHA-256 of the text used.", "0f" * 32)
    credits: list[Credit] = says("Origins and their licences.")
    first_day: str = says("First day of the record, ISO 8601; closes open bounds in date questions.", "2024-01-03")
    last_day: str = says("Last day of the record, ISO 8601; closes open bounds in date questions.", "2024-03-30")
    records: dict[str, int] = says("Records by collection.", {"events": 20})


class DatasetAnswer(Single[DatasetDocument]):
    """The dataset as a whole."""


class IndexEntry(Answer):
    """An address of the API."""

    name: str = says("What it is.", "events")
    href: str = says("Its address.", "/events")
    description: str = says("What it answers.", "Everything that happened, dated or not.")


class IndexAnswer(Stamped):
    """The API's table of contents."""

    data: list[IndexEntry] = says("Its addresses.")


class Health(Answer):
    """Whether the service is well."""

    status: str = says("`ok`, or what is wrong.", "ok")


class ProblemKind(Answer):
    """A kind of error."""

    name: str = says("Its name.", "invalid-parameter")
    title: str = says("Its title.", "Invalid parameter")
    status: int = says("Its HTTP status.", 400)
    cure: str = says("What to do.", "Mend each parameter named in errors.")


class ProblemAnswer(Single[ProblemKind]):
    """What a kind of error means."""
