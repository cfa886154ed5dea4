"""Cursors: the place in a list where a page ends, as an opaque text that clients pass back unchanged."""

import base64
import hashlib
import json
from typing import Any

from pydantic import TypeAdapter

from app.errors import InvalidCursor, StaleCursor
from app.queries.engine.values import column_value
from app.queries.listing import PagedQuery

CHECKSUM_BYTES = 8  # against accidents and curiosity; an attacker could gain nothing by a forged cursor
CONTENT: TypeAdapter[tuple[str, str, list[str | int]]] = TypeAdapter(tuple[str, str, list[str | int]])


def fingerprint(query: PagedQuery) -> str:
    """What a cursor is bound to besides the dataset: the list, its filters and its order, but not its limit."""
    filters = {
        name: sorted(value) if isinstance(value, list) else value for name, value in query.filter_values().items()
    }
    identity = [type(query).__name__, sorted(filters.items()), query.sort_order()]
    return hashlib.sha256(json.dumps(identity, ensure_ascii=False, default=str).encode()).hexdigest()[:16]


def encode(query: PagedQuery, digest: str, key: list[Any]) -> str:
    """The cursor of the page that begins after the record with this sort key."""
    content = [digest[:16], fingerprint(query), key]
    return with_checksum(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())


def with_checksum(payload: bytes) -> str:
    """A payload after its checksum, in characters that need no encoding in a URL."""
    return base64.urlsafe_b64encode(checksum(payload) + payload).rstrip(b"=").decode()


def decode(query: PagedQuery, cursor: str, digest: str, restart: str) -> list[Any]:
    """The sort key after which the page begins. Raises InvalidCursor or StaleCursor."""
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        payload = base64.b64decode(padded, altchars=b"-_", validate=True)[CHECKSUM_BYTES:]
        if cursor != with_checksum(payload):
            raise InvalidCursor("The cursor is damaged: its checksum does not match.")
        version, identity, key = CONTENT.validate_json(payload)
        if identity != fingerprint(query):
            raise InvalidCursor("The cursor belongs to another query: to another list, other filters or another order.")
        if version != digest[:16]:
            link = {"Link": f'<{restart}>; rel="first"'}
            raise StaleCursor("The dataset has changed since this cursor was issued. Start again.", headers=link)
        return [column_value(column, value) for (column, _), value in zip(query.order_columns(), key, strict=True)]
    except ValueError as error:
        raise InvalidCursor("The cursor was not issued by this service.") from error


def checksum(payload: bytes) -> bytes:
    """The first bytes of the SHA-256 of a payload."""
    return hashlib.sha256(payload).digest()[:CHECKSUM_BYTES]
