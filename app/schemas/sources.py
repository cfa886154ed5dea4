"""Response models of sources."""

from app.schemas.base import (
    CorrectedFull,
    DiscrepancyRef,
    EvidenceItem,
    IsoDay,
    PassageLocator,
    ResponseModel,
    SourcedBrief,
    required,
)
from app.vocabulary import SourceKind, SourceLevel


class Author(ResponseModel):
    """An author of a reference."""

    family: str = required("Family name.", "Mao")
    given: str | None = required("Given name.", "Frances")


class SourceBrief(SourcedBrief):
    """A reference with exactly the fields the article gives, or the article itself. Dates are ISO 8601."""

    number: int | None = required("Number in the reference list; null for the article itself.", 2)
    level: SourceLevel = required("How close it is to the event; our own classification.", "secondary")
    kind: SourceKind = required("What kind of source it is; our own classification.", "news")
    title: str = required("Title as given.", "Pakistan launches retaliatory strikes into Iran, killing nine people")
    authors: list[Author] = required("Authors as given.")
    publisher: str | None = required("Publisher as given.", "BBC News")
    published: IsoDay | None = required("Date of publication, as given.", "2024-01-18")
    retrieved: IsoDay | None = required("Date on which the article's editors read it, as given.", "2024-01-18")
    archived: IsoDay | None = required("Date of an archived copy, as given.", "2024-01-19")
    issn: str | None = required("ISSN of the publication, as given.", "0307-1235")
    quotation_speaker: str | None = required(
        "Who is quoted in the reference, as named there.", "Baluch Liberation Army"
    )
    url: str | None = required(
        "URL; null if our copy of the article gives none.",
        "https://simple.wikipedia.org/wiki/2024_Iran%E2%80%93Pakistan_border_skirmishes",
    )
    licence: str | None = required("Licence, for the article itself.", "CC-BY-SA-4.0")
    sha256: str | None = required("SHA-256 of the text used, for the article itself.", "0f" * 32)
    captured: IsoDay | None = required(
        "Day on which our copy was captured, for the article itself; null if unknown.", None
    )
    revision: str | None = required("Id of the revision used, for the article itself; null if unknown.", None)
    cited: bool = required("True if the article's text or summary table cites it anywhere.", True)


class SourceFull(CorrectedFull, SourceBrief):
    """A source, with the passages that cite it."""

    columns = """
        id number level kind title authors=authors.family publisher published retrieved archived issn
        quotation_speaker url licence cited passages=passages.id caption
        passage_labels=passages.label
    """

    evidence: list[EvidenceItem] = required("Its entry in the article's reference list.")
    passages: list[PassageLocator] = required("The sentences and table cells that cite it.")
    discrepancies: list[DiscrepancyRef] = required("Where the article disagrees with itself, or is silent, about it.")
