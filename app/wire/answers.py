"""Answers as they go out: complete, compressed once, with their validators; and how one is caught on its way."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from starlette.types import Message, Send

from app.models import Dataset
from app.routers.answering import PAGED
from app.wire.encodings import CODINGS, IDENTITY, SMALLEST
from app.wire.validators import etag, last_modified, named

FRESH = b"public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
KEPT = (FRESH, PAGED.encode())  # how long an answer may be kept elsewhere, unless it may not
NOT_ON_304 = (b"content-type", b"content-length", b"content-encoding", b"link")
OVERHEAD = 1000  # bytes an answer takes besides its head and body: objects, its key


class Asked(NamedTuple):
    """What an answer is to: the canonical target, with what of the node it depends on, and the coding agreed on."""

    target: str
    coding: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A 200 ready to be sent again and again, and the 304 that stands for it, which has the last of its headers."""

    head: bytes  # headers as they stand on the wire
    cut: int  # where in them those of the 304 begin
    body: bytes
    etag: bytes
    dataset: Dataset
    keep: bool
    hollow: bool = False  # made for one who has the body: it was not read

    @property
    def size(self) -> int:
        """What it takes in memory, about."""
        return len(self.head) + len(self.body) + OVERHEAD

    def parts(self, *, unmodified: bool, bodiless: bool) -> tuple[int, bytes, bytes]:
        """Status, head and body to send."""
        if unmodified:
            return 304, self.head[self.cut :], b""
        return 200, self.head, b"" if bodiless else self.body


def messages(status: int, head: bytes, body: bytes) -> tuple[Message, Message]:
    """The same as ASGI says it, for a server that takes nothing else."""
    headers = [tuple(line.split(b": ", 1)) for line in head.split(b"\r\n") if line]
    return (
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )


class Capture:
    """Stands in the place of `send`: holds an answer back until it is complete; lets go of one that is too large."""

    def __init__(self, send: Send, most_bytes: int) -> None:
        self.send = send
        self.most_bytes = most_bytes
        self.start: Message | None = None
        self.parts: list[bytes] = []
        self.held = 0
        self.gone = False

    async def __call__(self, message: Message) -> None:
        if self.gone:
            await self.send(message)
        elif message["type"] == "http.response.start":
            self.start = message
        else:
            self.parts.append(message.get("body", b""))
            self.held += len(self.parts[-1])
            if self.held > self.most_bytes:
                await self.release(more=message.get("more_body", False))

    async def release(self, *, more: bool = False, bodiless: bool = False) -> None:
        """Send what is held."""
        self.gone = True
        if self.start is not None:
            body = b"" if bodiless else b"".join(self.parts)
            await self.send(self.start)
            await self.send({"type": "http.response.body", "body": body, "more_body": more})


def finished(start: Message, body: bytes, dataset: Dataset, asked: Asked) -> Answer:
    """The answer with its coding, its validators and its length."""
    target, coding = asked
    used = coding if len(body) >= SMALLEST else IDENTITY
    given = dict(start["headers"])
    if used in CODINGS:
        body = CODINGS[used](body)
        given[b"content-encoding"] = used.encode()
    given.setdefault(b"cache-control", FRESH)
    given[b"content-length"] = b"%d" % len(body)
    tag = etag(dataset, target, coding, given[b"cache-control"])
    keep = b"no-store" not in given[b"cache-control"]
    if keep:
        given |= {b"etag": tag, b"last-modified": last_modified(dataset)}
    own = lines([pair for pair in given.items() if pair[0] in NOT_ON_304])
    shared = lines([pair for pair in given.items() if pair[0] not in NOT_ON_304])
    return Answer(own + shared, len(own), body, tag, dataset, keep)


def lines(headers: Collection[tuple[bytes, bytes]]) -> bytes:
    """Headers as they stand on the wire, each on a line of its own. Raises ValueError for one that is none."""
    text = b"".join([b"%b: %b\r\n" % header for header in headers])
    if text.count(b"\r") + text.count(b"\n") != 2 * len(headers):
        raise ValueError("a header has a line break in it")
    return text


def vouched(held: bytes, dataset: Dataset, asked: Asked) -> bytes | None:
    """How long the answer that the client holds may be kept, when it is the one it would get; null when it is not."""
    tags = named(held)
    return next((kept for kept in KEPT if etag(dataset, *asked, kept) in tags), None)
