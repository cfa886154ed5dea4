"""Compares a seed with a newer text of the article: what has become of each passage, and which records rest on it."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from app.seeding.entries import Entry
from app.seeding.entries.passages import PassageEntry
from app.seeding.validation.checking import check
from app.seeding.validation.references import references
from app.seeding.verification.pieces import Piece
from app.seeding.verification.relocation import Found, Relocation, Status
from app.vocabulary import COLLECTIONS

FIRST_COLLECTIONS = ("claims", "events", "strikes")  # what a reader would see to be wrong
TO_REVIEW = (Status.REWORDED, Status.GONE)
SUMMARY = {
    Status.REWORDED: "reworded",
    Status.GONE: "gone",
    Status.MOVED: "only moved",
    Status.UNCHANGED: "as they were",
    Status.NOT_IN_THIS_KIND_OF_TEXT: "not in this kind of text",
}
Records = Mapping[str, list[str]]  # ids of records, by collection


class PassageDrift(NamedTuple):
    """What has become of a passage, and the records that rest on it."""

    id: str
    status: Status
    found: Found | None
    records: Records

    def __str__(self) -> str:
        where = f"{self.status} at {self.found.piece.start} (found by {self.found.by})" if self.found else self.status
        ids = [f"  {collection}: {', '.join(ids)}" for collection, ids in self.records.items()]
        return "\n".join([f"{self.id}: {where}", *ids])

    def summary(self) -> str:
        """The passage and how many records of each kind rest on it, as `lead-5 → 2 claims, 1 event`."""
        counts = ", ".join(counted(len(ids), collection) for collection, ids in self.records.items())
        return f"{self.id} → {counts or 'no record'}"

    def document(self) -> dict[str, Any]:
        """As JSON."""
        piece = self.found.piece if self.found else None
        return {
            "id": self.id,
            "status": self.status,
            "start": piece and piece.start,
            "end": piece and piece.end,
            "found_by": self.found and self.found.by.name.lower(),
            "records": self.records,
        }


class NewText(NamedTuple):
    """A piece of the newer text that no passage covers: its place and its first words."""

    piece: Piece
    opening: str

    def __str__(self) -> str:
        return f"new text at {self.piece.start}: {self.opening!r}"

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return {"start": self.piece.start, "end": self.piece.end, "first_words": self.opening}


@dataclass(frozen=True)
class Drift:
    """How a newer text of the article differs from the one that the seed records."""

    sha256: str
    length: int  # in code points
    is_extract: bool
    passages: Sequence[PassageDrift]
    new_text: Sequence[NewText]

    @property
    def to_review(self) -> list[PassageDrift]:
        """The passages whose records an editor must look at."""
        return [passage for passage in self.passages if passage.status in TO_REVIEW]

    def counts(self) -> dict[Status, int]:
        """The number of passages of each status."""
        counts = Counter(passage.status for passage in self.passages)
        return {status: counts[status] for status in SUMMARY}

    def __str__(self) -> str:
        return "\n".join([*map(str, self.to_review), *map(str, self.new_text), *self.notes(), self.summary()])

    def notes(self) -> Iterator[str]:
        """What a reader must know about the text."""
        if not self.counts()[Status.UNCHANGED] and not self.counts()[Status.MOVED]:
            yield "No passage has the words it had: is this a text of the article?"
        if self.is_extract:
            yield "This text has no summary table and no references: their passages were not compared."

    def summary(self) -> str:
        """One line, as `1 reworded (lead-5 → 2 claims, 1 event), 24 only moved, 20 as they were.`"""
        parts = []
        for status, count in self.counts().items():
            which = [passage.summary() for passage in self.to_review if passage.status is status]
            parts += [f"{count} {SUMMARY[status]}" + (f" ({'; '.join(which)})" if which else "")] if count else []
        return f"{', '.join(parts)}."

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "text": {
                "sha256": self.sha256,
                "length": self.length,
                "kind": "extract" if self.is_extract else "page",
            },
            "counts": self.counts(),
            "passages": [passage.document() for passage in self.passages],
            "new_text": [text.document() for text in self.new_text],
        }


def compare(seed: Path, text: str) -> Drift:
    """Compare a seed with a newer text of the article. Raises SeedFaults if the seed cannot be loaded."""
    passages: list[PassageEntry] = []
    records: dict[str, dict[str, list[str]]] = defaultdict(empty_records)  # by passage

    def collect(entry: Entry) -> None:
        if isinstance(entry, PassageEntry):
            passages.append(entry)
        for passage in dict.fromkeys(id for _, table, id in references(entry) if table == "passages"):
            records[passage][entry.record_kind.collection].append(entry.id)

    checked = check(seed, lambda item, context: collect(item.entry))
    relocation = Relocation(passages, text, checked.head)
    return Drift(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        is_extract=relocation.is_extract,
        passages=[
            PassageDrift(one.id, relocation.status(one), relocation.found.get(one.id), without_empty(records[one.id]))
            for one in passages
        ],
        new_text=[NewText(piece, relocation.cutter.opening(piece)) for piece in relocation.new_pieces()],
    )


def empty_records() -> dict[str, list[str]]:
    """No record of any kind: claims, events and strikes first."""
    return {collection: [] for collection in (*FIRST_COLLECTIONS, *COLLECTIONS)}


def without_empty(records: Records) -> Records:
    """Only the collections that have records."""
    return {collection: ids for collection, ids in records.items() if ids}


def counted(count: int, collection: str) -> str:
    """A number of records in words."""
    return f"{count} {COLLECTIONS[collection] if count == 1 else collection}"
