"""The fields that say where records come from: links, references, passages, discrepancies and corrections."""

from collections.abc import Callable, Sequence
from typing import Any

from app import urls
from app.records import RECORDS
from app.schemas.base import DiscrepancyLink, NotStated, RecordRef
from app.seeding.rendering.lookup import ReferenceLookup
from app.vocabulary import RecordKind


class Provenance:
    """The provenance of a batch of records of one kind, as far as their documents show it."""

    def __init__(self, kind: RecordKind, rows: Sequence[Any], lookup: ReferenceLookup) -> None:
        self.kind, self.lookup = kind, lookup
        ids = [row.id for row in rows]
        queries: dict[str, Callable[[RecordKind, Sequence[str]], dict[str, list[Any]]]] = {
            "sources": lookup.cited_sources,
            "evidence": lookup.evidence,
            "discrepancies": lookup.discrepancies,
            "corrected_by": lookup.corrections,
        }
        fields = RECORDS[kind].full.model_fields
        self.by_id = {name: query(kind, ids) for name, query in queries.items() if name in fields}

    def fields(self, id: str, caption: str, **links: str) -> dict[str, Any]:
        """The fields of one record; `links` come after the link to itself."""
        lists = {name: by_id.get(id, []) for name, by_id in self.by_id.items()}
        own_links = {"self": urls.record(self.kind, id), "page": urls.page(self.kind, id), **links}
        own = {"record_kind": self.kind, "caption": caption, "links": own_links}
        return {**own, **lists}

    def contested_by(self, id: str) -> list[DiscrepancyLink]:
        """The discrepancies that say that accounts of the record differ."""
        return [
            DiscrepancyLink(**{name: getattr(discrepancy, name) for name in DiscrepancyLink.model_fields})
            for discrepancy in self.by_id["discrepancies"].get(id, [])
            if discrepancy.kind.contests
        ]

    def not_stated(self, id: str) -> list[NotStated]:
        """What the article does not say about the record, by the discrepancies that touch it."""
        record = urls.record(self.kind, id).removeprefix("/")
        return [
            NotStated(text=item["text"], discrepancy=RecordRef(id=discrepancy.id, href=discrepancy.href))
            for discrepancy in self.by_id["discrepancies"].get(id, [])
            for item in self.lookup.not_stated[discrepancy.id]
            if record in (item["records"] or [record])
        ]
