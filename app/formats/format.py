"""A format: how records are written, by which suffix and media type it is asked for. It knows no resource."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.formats.head import Head


@dataclass(frozen=True)
class Format:
    """`encode` makes text, piece by piece, of documents; of stored ones, as they are, when it is `raw`."""

    suffix: str
    media_type: str
    text: str  # what it is for, in the documentation
    encode: Callable[[Iterable[Any], Head], Iterator[str]]
    raw: bool = False
    detail: str | None = "full"  # which of the documents it is made of; null: whichever is asked for
    lists: bool = True  # of a list, as a whole
    records: bool = False  # of a record

    def address(self, bare: str) -> str:
        """The address of this form of what is at a bare address."""
        return f"{bare}.{self.suffix}"

    @property
    def essence(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]
