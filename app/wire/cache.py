"""The response cache: answers as they were sent, by what was asked and negotiated. Outermost: a hit needs nothing else.

It keeps complete 200s, within a bound in bytes, and forgets them when the dataset changes. The key is the raw target,
which costs nothing to look up: two spellings of a question are two entries with the same validator.
"""

from asyncio import Future, get_running_loop, shield
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

from app import addresses
from app.errors import ApiError, NotAcceptable, answer
from app.models import Dataset
from app.wire.answers import Answer, Asked, Capture, finished, messages, vouched
from app.wire.connections import READY
from app.wire.encodings import chosen
from app.wire.headers import EVERYWHERE
from app.wire.validators import matches

Key = tuple[bytes, bytes, str]
LARGEST = 16 * 2**20  # bytes; an answer that is larger is passed on as it comes, without coding or validator
SHARE = 8  # an answer that would take more than this part of the cache is not kept
READ = {b"accept": 0, b"accept-encoding": 1, b"if-none-match": 2, b"host": 3}
NONE: dict[str, Any] = {}
BODIED = {b"content-length", b"transfer-encoding"}


class Data(Protocol):
    """What the cache must know of the data."""

    def serving(self) -> Dataset | None:
        """The dataset that is served; null when there is none. Asked at every request, so it must cost nothing."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that is not answered from memory, and where its answer goes."""

    scope: Scope
    receive: Receive
    send: Send
    target: str  # what is asked, in its one spelling
    held: bytes | None
    vouched: bytes | None = None  # the client holds the answer: how long it may be kept

    def asking(self) -> Scope:
        """The request as the app sees it."""
        return {**self.scope, "method": "GET", "canonical": self.target, "vouched": self.vouched}


class Forms(Protocol):
    """What the cache must know of the forms that an address has."""

    def suffix(self, path: str, accept: bytes) -> str:
        """What an address lacks to be that of the form wanted. Raises NotAcceptable."""


@dataclass(frozen=True, slots=True)
class Node:
    """What is particular to this server: how much it may keep, and settings that stand in its answers."""

    most_bytes: int
    settings: str = ""


class Cache:
    """Answers from memory what it can; what it can not, it asks once for all who ask the same at the same time."""

    def __init__(self, app: ASGIApp, data: Data, forms: Forms, node: Node) -> None:
        self.app = app
        self.data = data
        self.forms = forms
        self.node = node.settings
        self.most_bytes = node.most_bytes
        self.bytes = 0
        self.dataset: Dataset | None = None
        self.kept: OrderedDict[Key, Answer] = OrderedDict()
        self.flights: dict[Key, Future[Answer | None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (scope["method"] != "GET" and scope["method"] != "HEAD"):
            await self.app(scope, receive, send)
            return
        if (dataset := self.data.serving()) is not self.dataset:
            self.forget(dataset)
        accept, encoding, held, host = wishes(scope)
        try:
            if accept is not None and (suffix := self.forms.suffix(scope["path"], accept)):
                scope = {**scope, "path": scope["path"] + suffix, "raw_path": scope["raw_path"] + suffix.encode()}
            coding = chosen(encoding or b"")
        except NotAcceptable as refusal:
            await refuse(refusal, scope, (receive, send))
            return
        if dataset is None or host is None or b"," in host:  # what the app will refuse
            await self.app(scope, receive, send)
            return
        key = (scope["raw_path"], scope["query_string"], coding)
        found = self.kept.get(key)
        if found is None or (found.hollow and (held is None or not matches(held, found.etag))):
            target = addresses.canonical(scope["raw_path"], scope["query_string"])
            found = await self.missed(key, Call(scope, receive, send, target, held))
        else:
            self.kept.move_to_end(key)
        if found is not None:
            await deliver(found, scope, held, send)

    async def missed(self, key: Key, call: Call) -> Answer | None:
        """Ask, unless somebody already does; null when the answer is none to keep and has been sent."""
        asked = Asked(f"{self.node}{call.target}", key[2])
        if call.held is not None and self.dataset is not None and (kept := vouched(call.held, self.dataset, asked)):
            found = await self.ask(asked, replace(call, vouched=kept))
            if found is None:
                return None
            if matches(call.held, found.etag):
                self.keep(key, replace(found, hollow=True))
                return found
        if (flight := self.flights.get(key)) is not None:
            if (found := await shield(flight)) is not None:
                return found
            return await self.ask(asked, call)
        flight = self.flights[key] = get_running_loop().create_future()
        found = None
        try:
            found = await self.ask(asked, call)
            if found is not None:
                self.keep(key, found)
        finally:
            del self.flights[key]
            flight.set_result(found)
        return found

    async def ask(self, asked: Asked, call: Call) -> Answer | None:
        """Have the app answer."""
        dataset = self.dataset
        capture = Capture(call.send, LARGEST)
        await self.app(call.asking(), call.receive, capture)
        if capture.gone or dataset is None:
            return None
        if capture.start is None or capture.start["status"] != 200:  # noqa: PLR2004
            await capture.release(bodiless=call.scope["method"] == "HEAD")
            return None
        if self.data.serving() is not dataset:  # exchanged meanwhile: which one answered can not be told
            self.forget(self.data.serving())
            return await self.ask(asked, replace(call, vouched=None))
        return finished(capture.start, b"".join(capture.parts), dataset, asked)

    def keep(self, key: Key, made: Answer) -> None:
        """Keep an answer that may be kept, and let those go that were not asked for longest."""
        if not made.keep or made.size * SHARE > self.most_bytes or made.dataset is not self.dataset:
            return
        if (before := self.kept.pop(key, None)) is not None:
            self.bytes -= before.size
        self.kept[key] = made
        self.bytes += made.size
        while self.bytes > self.most_bytes and self.kept:
            _, oldest = self.kept.popitem(last=False)
            self.bytes -= oldest.size

    def forget(self, dataset: Dataset | None) -> None:
        """Another dataset is served: nothing kept is true of it."""
        self.dataset = dataset
        self.kept.clear()
        self.bytes = 0


def wishes(scope: Scope) -> list[bytes | None]:
    """What the client accepts, in which codings, and which answers it holds; its host, null when it sends a body."""
    read: list[bytes | None] = [None, None, None, None]
    bodied = False
    for name, value in scope["headers"]:
        if name in READ:
            before = read[READ[name]]
            read[READ[name]] = value if before is None else before + b", " + value
        elif name in BODIED:
            bodied = True
    return [*read[:3], None] if bodied else read


async def deliver(found: Answer, scope: Scope, held: bytes | None, send: Send) -> None:
    """Send it, or say that the client already has it; at once, where the server knows how."""
    unmodified = held is not None and found.keep and matches(held, found.etag)
    parts = found.parts(unmodified=unmodified, bodiless=scope["method"] == "HEAD")
    write = scope.get("extensions", NONE).get(READY)
    if write is None or not write(*parts):
        for message in messages(*parts):
            await send(message)


async def refuse(error: ApiError, scope: Scope, wire: tuple[Receive, Send]) -> None:
    """Send an error from here, where nothing else adds the headers that all answers have."""
    refusal = answer(error, scope)
    refusal.headers.update(EVERYWHERE)
    await refusal(scope, *wire)
