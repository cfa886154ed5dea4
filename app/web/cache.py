"""The response cache: answers as they were sent, by what was asked and negotiated. Outermost: a hit needs nothing else.

It keeps complete 200s, within a bound in bytes, and forgets them when the dataset changes. The key is the raw target,
which costs nothing to look up: two spellings of a question are two entries with the same validator.
"""

from asyncio import Future, get_running_loop, shield
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app import urls
from app.errors import NotAcceptable
from app.models import Dataset
from app.web.compression import chosen
from app.web.etags import matches
from app.web.faults import refusal
from app.web.headers import RAW, Headers
from app.web.kept import Kept, Key
from app.web.protocol import READY
from app.web.responses import Answer, Asked, Capture, finished, messages, vouched
from app.web.wishes import wishes

LARGEST = 16 * 2**20  # bytes; an answer that is larger is passed on as it comes, without coding or validator
NONE: dict[str, Any] = {}
OK = 200


class App(Protocol):
    """What is asked when an answer is not kept: an ASGI app that may also hand its answer over."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""

    async def response(self, scope: Scope) -> Response | None:
        """The answer to a GET without a body, which is yet to be sent; null when it must be sent by the app."""


class Data(Protocol):
    """What the cache must know of the data."""

    def serving(self) -> Dataset | None:
        """The dataset that is served; null when there is none. Asked at every request, so it must cost nothing."""


class Call(NamedTuple):
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

    def __init__(self, app: App, data: Data, forms: Forms, node: Node) -> None:
        self.app = app
        self.data = data
        self.forms = forms
        self.node = node.settings
        self.dataset: Dataset | None = None
        self.kept = Kept(node.most_bytes)
        self.flights: dict[Key, Future[Answer | None] | None] = {}  # null while nobody waits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (scope["method"] != "GET" and scope["method"] != "HEAD"):
            await self.app(scope, receive, send)
            return
        if (dataset := self.data.serving()) is not self.dataset:
            self.forget(dataset)
        accept, encoding, held, host, body = wishes(scope)
        try:
            if accept is not None and (suffix := self.forms.suffix(scope["path"], accept)):
                scope = {**scope, "path": scope["path"] + suffix, "raw_path": scope["raw_path"] + suffix.encode()}
            coding = chosen(encoding or b"")
        except NotAcceptable as error:
            await Headers(refusal(error, scope))(scope, receive, send)
            return
        if dataset is None or body is not None or host is None or b"," in host:  # what the app will refuse
            await self.app(scope, receive, send)
            return
        key = (scope["raw_path"], scope["query_string"], coding)
        found = self.kept.get(key)
        if found is None or (found.hollow and (held is None or not matches(held, found.etag))):
            target = urls.canonical(scope["raw_path"], scope["query_string"])
            found = await self.missed(key, Call(scope, receive, send, target, held))
        else:
            self.kept.move_to_end(key)
        if found is not None:
            await deliver(found, scope, held, send)

    async def missed(self, key: Key, call: Call) -> Answer | None:
        """Ask, unless somebody already does; null when the answer is none to keep and has been sent."""
        asked = Asked(f"{self.node}{call.target}", key[2])
        if call.held is not None and self.dataset is not None and (kept := vouched(call.held, self.dataset, asked)):
            found = await self.ask(asked, call._replace(vouched=kept))
            if found is None:
                return None
            if matches(call.held, found.etag):
                self.kept.keep(key, found._replace(hollow=True))
                return found
        if key in self.flights:
            if (found := await self.joined(key)) is not None:
                return found
            return await self.ask(asked, call)
        self.flights[key], found = None, None
        try:
            found = await self.ask(asked, call)
            if found is not None:
                self.kept.keep(key, found)
        finally:
            if (waiting := self.flights.pop(key)) is not None:
                waiting.set_result(found)
        return found

    async def joined(self, key: Key) -> Answer | None:
        """The answer that another is asking for; null when it turns out to be none to keep."""
        if (flight := self.flights[key]) is None:
            flight = self.flights[key] = get_running_loop().create_future()
        return await shield(flight)

    async def ask(self, asked: Asked, call: Call) -> Answer | None:
        """Have the app answer."""
        dataset, scope = self.dataset, call.asking()
        response = await self.app.response(scope)
        if type(response) is Response and response.status_code == OK and len(response.body) <= LARGEST:
            headers, body = [*response.raw_headers, *RAW], bytes(response.body)
        else:
            capture = await self.captured(response, scope, call)
            if capture.gone:
                return None
            if capture.start is None or capture.start["status"] != OK:
                await capture.release(bodiless=call.scope["method"] == "HEAD")
                return None
            if not capture.whole:  # the client broke off, and its stream with it: a part is no answer
                return None
            headers, body = capture.start["headers"], b"".join(capture.parts)
        if dataset is None or self.data.serving() is not dataset:  # exchanged: which one answered can not be told
            self.forget(self.data.serving())
            return await self.ask(asked, call._replace(vouched=None))
        return finished(headers, body, dataset, asked)

    async def captured(self, response: Response | None, scope: Scope, call: Call) -> Capture:
        """What the app sends, or this response; a problem when that fails before the client has seen any of it."""
        capture = Capture(call.send, LARGEST)
        try:
            await (self.app if response is None else Headers(response))(scope, call.receive, capture)
        except Exception as error:
            if capture.gone:
                raise
            capture = Capture(call.send, LARGEST)
            await Headers(refusal(error, scope))(scope, call.receive, capture)
        return capture

    def forget(self, dataset: Dataset | None) -> None:
        """Another dataset is served: nothing kept is true of it."""
        self.dataset = dataset
        self.kept.forget()


async def deliver(found: Answer, scope: Scope, held: bytes | None, send: Send) -> None:
    """Send it, or say that the client already has it; at once, where the server knows how."""
    unmodified = held is not None and found.keep and matches(held, found.etag)
    parts = found.parts(unmodified=unmodified, bodiless=scope["method"] == "HEAD")
    write = scope.get("extensions", NONE).get(READY)
    if write is None or not write(*parts):
        for message in messages(*parts):
            await send(message)
