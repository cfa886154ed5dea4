"""Response models of discrepancies."""

from app.schemas.base import CorrectedFull, EvidenceItem, ResponseModel, SourcedBrief, SourceRef, required
from app.vocabulary import DiscrepancyKind, DiscrepancyTopic, DiscrepancyWeight


class TouchedRecord(ResponseModel):
    """A record that a discrepancy affects."""

    kind: str = required("The kind of record, or `dataset` for the dataset as a whole.", "event")
    id: str = required("Its id.", "iranian-strikes-in-pakistan")
    href: str = required("Its address.", "/events/iranian-strikes-in-pakistan")


class NotStatedText(ResponseModel):
    """Something that the article does not say and that a reader would miss."""

    text: str = required("What is not stated.", "which countries the foreign nationals came from")
    records: list[str] = required(
        "The events and strikes that it concerns; all that the discrepancy affects if empty.",
        ["strikes/pakistani-strikes-in-iran"],
    )


class DiscrepancyBrief(SourcedBrief):
    """A point on which the article disagrees with itself, or is silent."""

    kind: DiscrepancyKind = required("How the passages disagree, or what is missing.", "differing")
    topic: DiscrepancyTopic = required("What it is about, in one word.", "casualties")
    weight: DiscrepancyWeight = required("How much it matters to a reader.", "essential")
    title: str = required("What it is about.", "Killed in Pakistan: children or people")
    explanation: str = required(
        "What the passages say, in our own neutral words.", "One sentence speaks of children, another of people."
    )
    not_stated: list[NotStatedText] = required("What a reader would miss, in short.")
    records: list[TouchedRecord] = required("The records it affects.")


class DiscrepancyFull(CorrectedFull, DiscrepancyBrief):
    """A discrepancy, with the passages concerned."""

    columns = """
        id kind title explanation records=records.href sources_count source_numbers=sources.number
        passages=evidence.passage.id passage_urls=evidence.passage.url caption topic weight
        not_stated=not_stated.text source_titles=sources.title passage_labels=evidence.passage.label
    """

    sources: list[SourceRef] = required("The references those passages cite.")
    evidence: list[EvidenceItem] = required("The passages concerned.")
