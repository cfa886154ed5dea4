"""Format: an output format of lists and records, with its media type, parameters and headers. Blind to resources."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.queries.engine.stream import FileParams, FullFileParams
from app.schemas.columns import Column


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What an encoder may state about the response as a whole. Texts are plain; addresses are absolute."""

    title: str  # of the list or record: "Events", or the record's title
    url: str  # the canonical address of the request
    base_url: str  # prefix of every absolute address
    dataset: str  # title of the dataset
    version: str
    released: str  # ISO 8601 day
    licence: str
    columns: tuple[Column, ...] = ()  # of its table, as far as the request wants them
    params: Any = None  # of the request for a list, in the format's own model

    def absolute(self, path: str) -> str:
        """The absolute address of one of our paths."""
        return self.base_url + path


Encoder = Callable[[Iterable[Any], DocumentInfo], Iterator[str]]


def no_headers(base_url: str, collection: str, params: Any) -> Mapping[str, str]:
    """No headers besides those of every response."""
    return {}


@dataclass(frozen=True)
class Format:
    """How records are encoded, and where: each address below exists only if its flag is set.

    `encode` yields text piece by piece; it gets parsed documents, or the stored JSON texts if `raw` is set.
    """

    suffix: str
    media_type: str
    purpose: str  # shown in the documentation, as in "for maps"
    encode: Encoder
    raw: bool = False
    has_paths: bool = False  # links are paths, as in JSON; in other formats they are absolute
    lists: bool = True  # /events.suffix
    records: bool = False  # /events/{id}.suffix
    feed: bool = False  # /feeds/events.suffix
    tabular: bool = False  # the documentation lists the columns
    params: type[FileParams] = FullFileParams  # query parameters of a list in this format, besides its filters
    headers: Callable[[str, str, Any], Mapping[str, str]] = no_headers  # of a list, by base URL, name and parameters

    def address(self, bare: str) -> str:
        """The address in this format of what is served as JSON at the bare address."""
        return f"{bare}.{self.suffix}"

    @property
    def essence(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]
