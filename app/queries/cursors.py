"""Cursors: where a page ends, in a form that can be passed around but not made up."""

import base64
import hashlib
import json
from typing import Any

from app.errors import InvalidCursor, StaleCursor
from app.queries.listing import Listing

CHECK = 8  # bytes of checksum: against accidents and tinkering, not against an attacker, who could gain nothing


def fingerprint(query: Listing) -> str:
    """The question a cursor belongs to: the list, its filters and its order, not its limit."""
    asked = [type(query).__name__, sorted(query.given().items()), query.sort or query.default_sort]
    return hashlib.sha256(json.dumps(asked, ensure_ascii=False, default=str).encode()).hexdigest()[:16]


def encode(query: Listing, digest: str, key: list[Any]) -> str:
    """A cursor for the page that begins after the record with this sort key."""
    payload = json.dumps([digest[:16], fingerprint(query), key], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(checksum(payload) + payload).rstrip(b"=").decode()


def decode(query: Listing, digest: str, restart: str) -> list[Any] | None:
    """The sort key after which the page begins; null for the first page. Raises InvalidCursor, StaleCursor."""
    if query.cursor is None:
        return None
    try:
        packed = base64.b64decode(query.cursor + "=" * (-len(query.cursor) % 4), altchars=b"-_", validate=True)
        payload = packed[CHECK:]
        if packed[:CHECK] != checksum(payload):
            raise InvalidCursor("The cursor is damaged: its checksum does not fit.")
        version, question, key = json.loads(payload)
    except ValueError as error:
        raise InvalidCursor("The cursor is not one of ours.") from error
    if question != fingerprint(query):
        raise InvalidCursor("The cursor belongs to another question: another list, other filters or another order.")
    if version != digest[:16]:
        link = {"Link": f'<{restart}>; rel="first"'}
        raise StaleCursor("The dataset has changed since this cursor was made; start again.", headers=link)
    return list(key)


def checksum(payload: bytes) -> bytes:
    """The first bytes of the payload's SHA-256."""
    return hashlib.sha256(payload).digest()[:CHECK]
