"""Answers as they go out: complete, compressed once, with their validators; and how one is caught on its way."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from starlette.types import Message, Send

from app.models import Dataset
from app.web.compression import CODINGS, SMALLEST
from app.web.etags import etag, last_modified, named

PAGED = "public, max-age=0, must-revalidate"  # so that no cache hands out a cursor that is too old
FRESH = b"public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
KEPT = (FRESH, PAGED.encode())  # how long an answer may be kept elsewhere, unless it may not
LENGTH = b"content-length"
NOT_ON_304 = {b"content-type", b"content-encoding", b"link"}  # nor the length
Header = tuple[bytes, bytes]
OVERHEAD = 1000  # bytes an answer takes besides its head and body: objects, its key


class Asked(NamedTuple):
    """What an answer is to: the canonical target, with what of the node it depends on, and the coding agreed on."""

    target: str
    coding: str


class Answer(NamedTuple):
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
        self.whole = False

    async def __call__(self, message: Message) -> None:
        if self.gone:
            await self.send(message)
        elif message["type"] == "http.response.start":
            self.start = message
        else:
            self.whole = not message.get("more_body", False)
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


def finished(headers: Iterable[Header], body: bytes, dataset: Dataset, asked: Asked) -> Answer:
    """The answer with its coding, its validators and its length."""
    own, shared, kept = [], [], FRESH
    for header in headers:
        if header[0] == b"cache-control":
            kept = header[1]
        elif header[0] in NOT_ON_304:
            own.append(header)
        elif header[0] != LENGTH:
            shared.append(header)
    if asked.coding in CODINGS and len(body) >= SMALLEST:
        body = CODINGS[asked.coding](body)
        own.append((b"content-encoding", asked.coding.encode()))
    own.append((LENGTH, b"%d" % len(body)))
    shared.append((b"cache-control", kept))
    tag, keep = etag(dataset, *asked, kept), b"no-store" not in kept
    if keep:
        shared += ((b"etag", tag), (b"last-modified", last_modified(dataset)))
    head = lines(own)
    return Answer(head + lines(shared), len(head), body, tag, dataset, keep)


def lines(headers: Collection[Header]) -> bytes:
    """Headers as they stand on the wire, each on a line of its own. Raises ValueError for one that is none."""
    text = b"".join([b"%b: %b\r\n" % header for header in headers])
    if text.count(b"\r") + text.count(b"\n") != 2 * len(headers):
        raise ValueError("a header has a line break in it")
    return text


def vouched(held: bytes, dataset: Dataset, asked: Asked) -> bytes | None:
    """How long the answer that the client holds may be kept, when it is the one it would get; null when it is not."""
    tags = named(held)
    return next((kept for kept in KEPT if etag(dataset, *asked, kept) in tags), None)
