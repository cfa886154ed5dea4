"""JSON: response bodies joined from stored documents, which are already JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MEDIA_TYPE = "application/json"
dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # built once; json.dumps builds it each time
loads = json.loads


def list_body(documents: Iterable[str], members: Mapping[str, Any], envelope: bytes) -> bytes:
    """The body of a list: its documents, further members, and the envelope, which closes the object.

    Each part is encoded separately: one character beyond Latin-1 makes the whole string it is in slower to handle.
    """
    further = f"{dump(members)[1:-1]}," if members else ""
    return b"".join((b'{"data":[', ",".join(documents).encode(), b"],", further.encode(), envelope))


def single_body(document: str, envelope: bytes) -> bytes:
    """The body of a single document, and the envelope, which closes the object."""
    return b"".join((b'{"data":', document.encode(), b",", envelope))


def select_fields(document: str, names: Sequence[str]) -> str:
    """A document with only these top-level fields and its id, in the document's own order."""
    return dump({name: value for name, value in loads(document).items() if name == "id" or name in names})


def drop_empty(members: Mapping[str, Any]) -> dict[str, Any]:
    """An object without the members that are None, or an empty string or list."""
    return {name: value for name, value in members.items() if value not in (None, "", [], ())}
