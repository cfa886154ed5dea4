"""An in-process client: requests to the application itself, without a server."""

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Scope

from app.formats.json_format import dump, loads
from app.pages.page import STATIC_EXPORT
from app.queries.listing import MAX_LIMIT

LIST_QUERY = f"limit={MAX_LIMIT}"  # how lists are requested
OK = 200


@dataclass(frozen=True)
class FetchedResponse:
    """A successful response."""

    headers: dict[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type, with its parameters."""
        return self.headers["content-type"]


async def fetch(app: ASGIApp, path: str, query: str = "") -> FetchedResponse:
    """GET a path. Raises OSError for any status but 200."""
    messages: list[Message] = []
    requests: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return requests.pop() if requests else await asyncio.Future()  # never disconnects

    async def send(message: Message) -> None:
        messages.append(message)

    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost")], "client": None, "server": None,
        "extensions": {STATIC_EXPORT: {}},
    }  # fmt: skip
    await app(scope, receive, send)
    start, body = messages[0], b"".join(message.get("body", b"") for message in messages[1:])
    if start["status"] != OK:
        raise OSError(f"{path} returned status {start['status']}: {body.decode(errors='replace')[:300]}")
    return FetchedResponse({name.decode().lower(): value.decode() for name, value in start["headers"]}, body)


async def fetch_list(app: ASGIApp, path: str) -> FetchedResponse:
    """GET a whole list as one page, however many pages the service needs for it."""
    first = await fetch(app, path, LIST_QUERY)
    pages = [loads(first.body.decode())]
    while (next_page := pages[-1]["next"]) is not None:
        pages.append(loads((await fetch(app, path, next_page.partition("?")[2])).body.decode()))
    return first if len(pages) == 1 else FetchedResponse(first.headers, join_pages(pages).encode())


def join_pages(pages: list[dict[str, Any]]) -> str:
    """The pages of a list as one."""
    records = [record for page in pages for record in page["data"]]
    return dump({**pages[0], "data": records, "returned": len(records), "next": None})
