"""Checks coverage: all of the article's text by passages, and all passages by records."""

from collections.abc import Iterable, Iterator

from app.seeding.entries import DatasetHead, Entry, SourcedEntry
from app.seeding.faults import Fault
from app.seeding.verification.locators import Passages
from app.vocabulary import PassageKind

SHOWN_CHARACTERS = 40


def uncovered_text(passages: Passages, text: str, head: DatasetHead) -> Iterator[Fault]:
    """Between two passages there is only white space and what the head declares as page furniture."""
    previous_end = 0
    for item, passage in passages:
        if rest := without_furniture(text[previous_end : passage.start], head):
            yield item.fault(("start",), f"no passage before this one covers {rest!r} at {previous_end}; add one")
        previous_end = passage.end
    if rest := without_furniture(text[previous_end:], head):
        item, _ = passages[-1]
        yield item.fault(("end",), f"no passage after this one covers {rest!r} at {previous_end}; add one")


def without_furniture(text: str, head: DatasetHead) -> str:
    """A text without page furniture and outer white space, cut to its beginning."""
    for piece in sorted(head.furniture, key=len, reverse=True):
        text = text.replace(piece, "")
    return text.strip()[:SHOWN_CHARACTERS]


def unused_passages(passages: Passages, entries: Iterable[Entry]) -> Iterator[Fault]:
    """Every passage except a heading is evidence for a record."""
    supporting = {
        evidence.passage for entry in entries if isinstance(entry, SourcedEntry) for evidence in entry.evidence
    }
    for item, passage in passages:
        if passage.kind is not PassageKind.HEADING and passage.id not in supporting:
            yield item.fault(("id",), "supports no record; add it to the evidence of the records it supports")
