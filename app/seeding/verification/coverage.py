"""Is everything covered? The text by passages, and the passages by records."""

from collections.abc import Iterable, Iterator

from app.seeding.entries import Entry, Head, SourcedEntry
from app.seeding.faults import Fault
from app.seeding.verification.locators import Passages
from app.vocabulary import PassageKind


def covered(passages: Passages, text: str, head: Head) -> Iterator[Fault]:
    """Between two passages stands nothing but declared page furniture and white space."""
    reached = 0
    edges = [(passage.start, passage.end) for _, passage in passages]
    for start, end in [*edges, (len(text), len(text))]:
        left = text[reached:start]
        for piece in sorted(head.furniture, key=len, reverse=True):
            left = left.replace(piece, "")
        if left.strip():
            yield Fault(
                "passages.yaml",
                1,
                "",
                f"no passage covers {left.strip()[:40]!r}, characters {reached} to {start}; add one",
            )
        reached = end


def used(passages: Passages, entries: Iterable[Entry]) -> Iterator[Fault]:
    """Every passage that is not a heading supports a record."""
    supporting = {
        evidence.passage for entry in entries if isinstance(entry, SourcedEntry) for evidence in entry.evidence
    }
    for item, passage in passages:
        if passage.kind is not PassageKind.HEADING and passage.id not in supporting:
            yield item.fault(("id",), "supports no record; add it to the evidence of what it says")
