"""Sources as they are sent."""

from pydantic import Field

from app.schemas.base import Answer, DiscrepancyRef, EvidenceItem, PassageLocator, SourcedBrief, says
from app.schemas.envelopes import Page, Selection, Single
from app.vocabulary import SourceKind, SourceLevel


class Author(Answer):
    """An author of a reference."""

    family: str = says("Family name.", "Mao")
    given: str | None = says("Given name.", "Frances")


class SourceBrief(SourcedBrief):
    """A reference with exactly the fields the article gives, or the article itself. Days are ISO 8601."""

    number: int | None = says("Number in the reference list; null for the article itself.", 2)
    level: SourceLevel = says("Distance from the event; our own classification.", "secondary")
    kind: SourceKind = says("What it is; our own classification.", "news")
    title: str = says("Title as given.", "Pakistan launches retaliatory strikes into Iran, killing nine people")
    authors: list[Author] = says("Authors as given.", [{"family": "Mao", "given": "Frances"}])
    publisher: str | None = says("Publisher as given.", "BBC News")
    published: str | None = says("Day of publication, as given.", "2024-01-18")
    retrieved: str | None = says("Day it was read by the article's editors, as given.", "2024-01-18")
    archived: str | None = says("Day of an archived copy, as given.", None)
    issn: str | None = says("ISSN of the publication, as given.", None)
    quotation_speaker: str | None = says("Who is quoted in the reference, as named there.", None)
    url: str | None = says("Address; null where the text at hand gives none.", None)
    licence: str | None = says("Licence, for the article itself.", None)
    sha256: str | None = says("SHA-256 of the text used, for the article itself.", None)
    cited: bool = says("Whether the article's text or summary table cites it anywhere.", True)


class SourceFull(SourceBrief):
    """A source, with the passages that cite it."""

    evidence: list[EvidenceItem] = says("The reference's own entry in the article.", [{"aspect": None}])
    passages: list[PassageLocator] = says(
        "The sentences and cells that cite it.", [{"id": "infobox-casualties-in-iran"}]
    )
    discrepancies: list[DiscrepancyRef] = says("Where the article is at odds with itself, or silent, about it.", [])


class SourcePage(Page):
    """A page of sources."""

    data: list[SourceFull | SourceBrief | Selection] = Field(
        description="The sources.", examples=[[{"id": "bbc-news"}]]
    )


class SourceAnswer(Single[SourceFull]):
    """One source."""
