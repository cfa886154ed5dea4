"""Evidence as rows."""

from collections.abc import Iterator

from app.models import Evidence
from app.seeding.entries.base import EvidenceEntry


def evidence_rows(kind: str, id: str, items: list[EvidenceEntry]) -> Iterator[Evidence]:
    """One row for each passage that supports the record."""
    for item in items:
        row = Evidence(passage_id=item.passage, aspect=item.aspect)
        setattr(row, f"{kind}_id", id)
        yield row
