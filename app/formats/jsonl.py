"""JSON Lines: one record per line, as its list returns it."""

from collections.abc import Iterable, Iterator

from app.formats.format import DocumentInfo, Format
from app.queries.engine.stream import RecordFileParams


def encode(documents: Iterable[str], info: DocumentInfo) -> Iterator[str]:
    """Each document on its own line; stored documents contain no line breaks."""
    return (f"{document}\n" for document in documents)


JSONL = Format(
    "jsonl",
    "application/jsonl",
    "for programs that read line by line",
    encode,
    raw=True,
    has_paths=True,
    params=RecordFileParams,
)
