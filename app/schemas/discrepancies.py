"""Discrepancies as they are sent."""

from app.schemas.base import CorrectedFull, EvidenceItem, ResponseModel, SourcedBrief, SourceRef, required
from app.vocabulary import DiscrepancyKind


class TouchedRecord(ResponseModel):
    """A record a discrepancy touches."""

    kind: str = required("What it is; `dataset` for the record as a whole.", "event")
    id: str = required("Its id.", "iranian-strikes-in-pakistan")
    href: str = required("Its address.", "/events/iranian-strikes-in-pakistan")


class DiscrepancyBrief(SourcedBrief):
    """A point where the article is at odds with itself, or silent."""

    kind: DiscrepancyKind = required("In which way.", "differing")
    title: str = required("What it is about.", "Killed in Pakistan: children or people")
    explanation: str = required(
        "What the passages say, in our neutral words.", "One sentence speaks of children, another of people."
    )
    records: list[TouchedRecord] = required("The records it touches.")


class DiscrepancyFull(CorrectedFull, DiscrepancyBrief):
    """A discrepancy, with the passages concerned."""

    columns = """
        id kind title explanation records=records.href sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
    """

    sources: list[SourceRef] = required("The references those passages cite.")
    evidence: list[EvidenceItem] = required("The passages concerned.")
