"""JSON: ready documents in an envelope, joined as they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEDIA_TYPE = "application/json"


def dump(value: Any) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def loads(text: str) -> Any:
    """A stored document as a value."""
    return json.loads(text)


def listing(documents: Iterable[str], rest: Mapping[str, Any], stamp: str) -> bytes:
    """A list of ready documents, what is said of it, and its stamp, which closes the object."""
    said = f"{dump(rest)[1:-1]}," if rest else ""
    return f'{{"data":[{",".join(documents)}],{said}{stamp}'.encode()


def single(document: str, stamp: str) -> bytes:
    """One ready document, and its stamp, which closes the object."""
    return f'{{"data":{document},{stamp}'.encode()


def selected(document: str, names: Sequence[str]) -> str:
    """Only these top-level keys of a document, in its own order; the id always."""
    whole = json.loads(document)
    return dump({name: value for name, value in whole.items() if name == "id" or name in names})
