"""Is everything covered? The text by passages, and the passages by records."""

from collections.abc import Iterable, Iterator

from app.seeding.entries import DatasetHead, Entry, SourcedEntry
from app.seeding.faults import Fault
from app.seeding.verification.locators import Passages
from app.vocabulary import PassageKind


def covered(passages: Passages, text: str, head: DatasetHead) -> Iterator[Fault]:
    """Between two passages stands nothing but declared page furniture and white space."""
    reached = 0
    for item, passage in passages:
        if left := unaccounted(text[reached : passage.start], head):
            yield item.fault(("start",), f"no passage above it covers {left!r}, from {reached}; add one")
        reached = passage.end
    if left := unaccounted(text[reached:], head):
        item, _ = passages[-1]
        yield item.fault(("end",), f"no passage below it covers {left!r}, from {reached}; add one")


def unaccounted(between: str, head: DatasetHead) -> str:
    """The beginning of what is left of a text without the furniture."""
    for piece in sorted(head.furniture, key=len, reverse=True):
        between = between.replace(piece, "")
    return between.strip()[:40]


def used(passages: Passages, entries: Iterable[Entry]) -> Iterator[Fault]:
    """Every passage that is not a heading supports a record."""
    supporting = {
        evidence.passage for entry in entries if isinstance(entry, SourcedEntry) for evidence in entry.evidence
    }
    for item, passage in passages:
        if passage.kind is not PassageKind.HEADING and passage.id not in supporting:
            yield item.fault(("id",), "supports no record; add it to the evidence of what it says")
