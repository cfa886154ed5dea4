"""JSON: ready documents in an envelope, joined as they are."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEDIA_TYPE = "application/json"


def dump(value: Any) -> str:
    """A value as compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def listing(documents: Iterable[str], rest: Mapping[str, Any]) -> bytes:
    """A list of ready documents, and what stands around it."""
    return f'{{"data":[{",".join(documents)}],{dump(rest)[1:]}'.encode()


def single(document: str, rest: Mapping[str, Any]) -> bytes:
    """One ready document, and what stands around it."""
    return f'{{"data":{document},{dump(rest)[1:]}'.encode()


def selected(document: str, names: Sequence[str]) -> str:
    """Only these top-level keys of a document, in its own order; the id always."""
    whole = json.loads(document)
    return dump({name: value for name, value in whole.items() if name == "id" or name in names})
