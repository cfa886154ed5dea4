"""What a renderer makes of a row, and what renderers share."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from app import urls
from app.schemas.base import Brief, CorrectionRef, DiscrepancyRef, EvidenceItem, SourceRef
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind

UNDATED = "9999-12-31"  # in a search, what has no day comes after what has one


@dataclass(frozen=True)
class Rendered:
    """A record's public document, what a search reads of it, and columns that follow from it."""

    document: Brief
    title: str | None = None  # null: not searched
    body: str = ""
    earliest: str = UNDATED
    aliases: Sequence[str] = ()  # other spellings of the title
    columns: dict[str, Any] = field(default_factory=dict)
    claims: Sequence[str] = ()  # ready documents, for the list that the document leaves empty

    def full(self) -> str:
        """The whole document. Claims are its last field, and are put there as they were rendered before."""
        text = self.document.model_dump_json()
        return f"{text.removesuffix(']}')}{','.join(self.claims)}]}}" if self.claims else text


# A row is a tuple that names its columns as its model does; an instance of the model would cost ten times as much.
Renderer = Callable[[Sequence[Any], ReferenceLookup], Iterator[Rendered]]


@dataclass(frozen=True)
class Provenance:
    """What stands behind a batch of records of one kind."""

    kind: RecordKind
    evidence: dict[str, list[EvidenceItem]]
    sources: dict[str, list[SourceRef]]
    discrepancies: dict[str, list[DiscrepancyRef]]
    corrections: dict[str, list[CorrectionRef]]

    def fields(self, id: str) -> dict[str, Any]:
        """The fields every record that passages support has."""
        sources = self.sources.get(id, [])
        return {
            "id": id,
            "links": {"self": urls.record(self.kind, id)},
            "sources": sources,
            "sources_count": len(sources),
            "evidence": self.evidence.get(id, []),
            "discrepancies": self.discrepancies.get(id, []),
            "corrected_by": self.corrections.get(id, []),
        }

    def contested(self, id: str) -> bool:
        """Whether accounts of it differ."""
        return any(discrepancy.kind.contests for discrepancy in self.discrepancies.get(id, []))


def find_provenance(kind: RecordKind, rows: Sequence[Any], lookup: ReferenceLookup) -> Provenance:
    """What stands behind these records."""
    ids = [row.id for row in rows]
    return Provenance(
        kind,
        evidence=lookup.evidence(kind, ids),
        sources=lookup.cited(kind, ids),
        discrepancies=lookup.discrepancies(kind, ids),
        corrections=lookup.corrections(kind, ids),
    )
