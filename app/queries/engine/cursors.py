"""Cursors: where a page ends, in a form that can be passed around but not made up."""

import base64
import hashlib
import json
from typing import Any

from pydantic import TypeAdapter

from app.errors import InvalidCursor, StaleCursor
from app.queries.engine.values import column_value
from app.queries.listing import Paged

CHECK = 8  # bytes of checksum: against accidents and tinkering, not against an attacker, who could gain nothing
CONTENT: TypeAdapter[tuple[str, str, list[str | int]]] = TypeAdapter(tuple[str, str, list[str | int]])


def fingerprint(query: Paged) -> str:
    """The question a cursor belongs to: the list, its filters in any order, and its order, not its limit."""
    filters = {name: sorted(value) if isinstance(value, list) else value for name, value in query.given().items()}
    asked = [type(query).__name__, sorted(filters.items()), query.sorting()]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False, default=str).encode()).hexdigest()[:16]


def encode(query: Paged, digest: str, key: list[Any]) -> str:
    """A cursor for the page that begins after the record with this sort key."""
    payload = json.dumps([digest[:16], fingerprint(query), key], ensure_ascii=False, separators=(",", ":")).encode()
    return packed(payload)


def packed(payload: bytes) -> str:
    """The payload behind its checksum, in letters that may stand in an address."""
    return base64.urlsafe_b64encode(checksum(payload) + payload).rstrip(b"=").decode()


def decode(query: Paged, digest: str, restart: str) -> list[Any] | None:
    """The sort key after which the page begins; null for the first page. Raises InvalidCursor, StaleCursor."""
    if query.cursor is None:
        return None
    try:
        payload = base64.b64decode(query.cursor + "=" * (-len(query.cursor) % 4), altchars=b"-_", validate=True)[CHECK:]
        if query.cursor != packed(payload):
            raise InvalidCursor("The cursor is damaged: its checksum does not fit.")
        version, question, key = CONTENT.validate_json(payload)
        if question != fingerprint(query):
            raise InvalidCursor("The cursor belongs to another question: another list, other filters or another order.")
        if version != digest[:16]:
            link = {"Link": f'<{restart}>; rel="first"'}
            raise StaleCursor("The dataset has changed since this cursor was made; start again.", headers=link)
        return [column_value(column, value) for (column, _), value in zip(query.order(), key, strict=True)]
    except ValueError as error:
        raise InvalidCursor("The cursor is not one of ours.") from error


def checksum(payload: bytes) -> bytes:
    """The first bytes of the payload's SHA-256."""
    return hashlib.sha256(payload).digest()[:CHECK]
