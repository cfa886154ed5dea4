"""Evidence as rows."""

from collections.abc import Iterator

from app.models import Evidence
from app.seeding.entries.base import EvidenceEntry, Row, row


def evidence_rows(kind: str, id: str, items: list[EvidenceEntry]) -> Iterator[Row]:
    """One row for each passage that supports the record."""
    for item in items:
        yield row(Evidence, passage_id=item.passage, aspect=item.aspect, **{f"{kind}_id": id})
