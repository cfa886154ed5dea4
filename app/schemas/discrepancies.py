"""Discrepancies as they are sent."""

from app.schemas.base import Answer, CorrectedFull, EvidenceItem, SourcedBrief, SourceRef, says
from app.schemas.envelopes import Page, Selection, Single
from app.vocabulary import DiscrepancyKind


class TouchedRecord(Answer):
    """A record a discrepancy touches."""

    kind: str = says("What it is; `dataset` for the record as a whole.", "event")
    id: str = says("Its id.", "iranian-strikes-in-pakistan")
    href: str = says("Its address.", "/events/iranian-strikes-in-pakistan")


class DiscrepancyBrief(SourcedBrief):
    """A point where the article is at odds with itself, or silent."""

    kind: DiscrepancyKind = says("In which way.", "differing")
    title: str = says("What it is about.", "Killed in Pakistan: children or people")
    explanation: str = says(
        "What the passages say, in our neutral words.", "One sentence speaks of children, another of people."
    )
    records: list[TouchedRecord] = says("The records it touches.")


class DiscrepancyFull(CorrectedFull, DiscrepancyBrief):
    """A discrepancy, with the passages concerned."""

    row = """
        id kind title explanation records=records.href sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
    """

    sources: list[SourceRef] = says("The references those passages cite.")
    evidence: list[EvidenceItem] = says("The passages concerned.")


class DiscrepancyPage(Page):
    """A page of discrepancies."""

    data: list[DiscrepancyFull | DiscrepancyBrief | Selection] = says("The discrepancies.")


class DiscrepancyAnswer(Single[DiscrepancyFull]):
    """One discrepancy."""
