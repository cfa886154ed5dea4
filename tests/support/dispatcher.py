"""The dispatcher over a real database, with routes of the test's own; called as a server calls it."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.types import Message

from app.settings import Settings
from app.store import DatasetStore
from app.web.dispatch import ApiRoute, Dispatcher
from app.web.negotiation import Negotiation
from tests.support import cli


@contextmanager
def dispatcher(database: Path, endpoints: Mapping[str, Any], **settings: Any) -> Iterator[Dispatcher]:
    """The dispatcher of these endpoints, by path."""
    values = Settings(database_url=cli.database_url(database), **settings)
    store = DatasetStore(values)
    routes = [ApiRoute(path, endpoint) for path, endpoint in endpoints.items()]
    try:
        yield Dispatcher(FastAPI(), routes, store, Negotiation({}), values)
    finally:
        store.close()


def get(app: Dispatcher, path: str, headers: Mapping[str, str] | None = None) -> list[Message]:
    """The ASGI messages of the response to a GET with these headers."""
    return asyncio.run(get_async(app, path, headers))


async def get_async(app: Dispatcher, path: str, headers: Mapping[str, str] | None = None) -> list[Message]:
    """The same, within an event loop."""
    messages: list[Message] = []

    async def receive() -> Message:
        await asyncio.Event().wait()  # the client stays connected and sends nothing more
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "http_version": "1.1",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [
            (b"host", b"127.0.0.1"),
            *((name.lower().encode(), value.encode()) for name, value in (headers or {}).items()),
        ],
    }
    await app(scope, receive, send)
    return messages
