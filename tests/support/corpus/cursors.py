"""Cursors: those of a service, followed from page to page, and those that it must refuse."""

import base64
import hashlib
import json
from collections.abc import Iterator
from typing import Any

from tests.support.corpus.recording import get
from tests.support.corpus.service import PUBLIC_URL, Service

CHECKSUM = 8  # bytes of SHA-256 before the payload of a cursor


def walk(service: Service, target: str) -> Iterator[str]:
    """The addresses of all pages, by `next`; the first one also where it has no page."""
    following: str | None = target
    while following is not None:
        yield following
        answer = service.answer(get(following))
        address = json.loads(answer.body).get("next")
        following = address.removeprefix(PUBLIC_URL) if address else None


def payload(cursor: str) -> Any:
    """What a cursor says: the start of the dataset's digest, the fingerprint of the question, the sort key."""
    return json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))[CHECKSUM:])


def packed(content: Any) -> str:
    """A cursor that says this."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(hashlib.sha256(text).digest()[:CHECKSUM] + text).rstrip(b"=").decode()


def stale(cursor: str) -> str:
    """The same cursor, of another version of the dataset."""
    digest, *rest = payload(cursor)
    return packed([digest[::-1], *rest])


def damaged(cursor: str) -> list[str]:
    """Cursors that were cut, changed, or made with a right checksum and wrong contents."""
    digest, question, key = payload(cursor)
    contents = [[digest, question], [digest, question, []], [digest, question, [*key, 1]], [digest, "0" * 16, key], {}]
    return [cursor[:-1], f"{cursor}A", f"{cursor}=", cursor.swapcase(), "x", "", "A" * 1001, *map(packed, contents)]
