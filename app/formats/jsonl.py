"""JSON Lines: a record on each line, as its list answers it."""

from collections.abc import Iterable, Iterator

from app.formats.format import Format
from app.formats.head import Head


def encode(documents: Iterable[str], head: Head) -> Iterator[str]:
    """Each document on a line of its own; stored documents hold no line break."""
    for document in documents:
        yield f"{document}\n"


JSONL = Format("jsonl", "application/jsonl", "for programs that read a line at a time", encode, raw=True, detail=None)
