"""The fields that say where records come from: links, references, passages, discrepancies and corrections."""

from collections.abc import Callable, Sequence
from typing import Any

from app import urls
from app.records import RECORDS
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind


class Provenance:
    """The provenance of a batch of records of one kind, as far as their documents show it."""

    def __init__(self, kind: RecordKind, rows: Sequence[Any], lookup: ReferenceLookup) -> None:
        self.kind = kind
        ids = [row.id for row in rows]
        queries: dict[str, Callable[[RecordKind, Sequence[str]], dict[str, list[Any]]]] = {
            "sources": lookup.cited_sources,
            "evidence": lookup.evidence,
            "discrepancies": lookup.discrepancies,
            "corrected_by": lookup.corrections,
        }
        fields = RECORDS[kind].full.model_fields
        self.by_id = {name: query(kind, ids) for name, query in queries.items() if name in fields}

    def fields(self, id: str, **links: str) -> dict[str, Any]:
        """The fields of one record; `links` come after the link to itself."""
        lists = {name: by_id.get(id, []) for name, by_id in self.by_id.items()}
        return {"links": {"self": urls.record(self.kind, id), **links}, **lists}

    def is_contested(self, id: str) -> bool:
        """Whether a discrepancy says that accounts of the record differ."""
        return any(discrepancy.kind.contests for discrepancy in self.by_id["discrepancies"].get(id, []))
