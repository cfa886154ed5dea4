"""Response models of discrepancies."""

from app.schemas.base import CorrectedFull, EvidenceItem, ResponseModel, SourcedBrief, SourceRef, required
from app.vocabulary import DiscrepancyKind


class TouchedRecord(ResponseModel):
    """A record that a discrepancy affects."""

    kind: str = required("The kind of record, or `dataset` for the dataset as a whole.", "event")
    id: str = required("Its id.", "iranian-strikes-in-pakistan")
    href: str = required("Its address.", "/events/iranian-strikes-in-pakistan")


class DiscrepancyBrief(SourcedBrief):
    """A point on which the article disagrees with itself, or is silent."""

    kind: DiscrepancyKind = required("How the passages disagree, or what is missing.", "differing")
    title: str = required("What it is about.", "Killed in Pakistan: children or people")
    explanation: str = required(
        "What the passages say, in our own neutral words.", "One sentence speaks of children, another of people."
    )
    records: list[TouchedRecord] = required("The records it affects.")


class DiscrepancyFull(CorrectedFull, DiscrepancyBrief):
    """A discrepancy, with the passages concerned."""

    columns = """
        id kind title explanation records=records.href sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url
    """

    sources: list[SourceRef] = required("The references those passages cite.")
    evidence: list[EvidenceItem] = required("The passages concerned.")
