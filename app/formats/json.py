"""JSON: ready documents in an envelope, joined as they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEDIA_TYPE = "application/json"
encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once, which dumps would not


def dump(value: Any) -> str:
    """A value as compact JSON."""
    return encode(value)


def loads(text: str) -> Any:
    """A stored document as a value."""
    return json.loads(text)


def listing(documents: Iterable[str], rest: Mapping[str, Any], stamp: bytes) -> bytes:
    """A list of ready documents, what is said of it, and its stamp, which closes the object.

    Parts are encoded each for itself: one letter beyond Latin-1 makes the text it stands in slow to handle.
    """
    said = f"{dump(rest)[1:-1]}," if rest else ""
    return b"".join((b'{"data":[', ",".join(documents).encode(), b"],", said.encode(), stamp))


def single(document: str, stamp: bytes) -> bytes:
    """One ready document, and its stamp, which closes the object."""
    return b"".join((b'{"data":', document.encode(), b",", stamp))


def selected(document: str, names: Sequence[str]) -> str:
    """Only these top-level keys of a document, in its own order; the id always."""
    whole = json.loads(document)
    return dump({name: value for name, value in whole.items() if name == "id" or name in names})
