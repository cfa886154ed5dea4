"""Asking the application itself, as a server would, without one."""

import asyncio
from dataclasses import dataclass

from starlette.types import ASGIApp, Message


@dataclass(frozen=True)
class Answered:
    """What the application answered."""

    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """Its media type, with parameters."""
        return self.headers["content-type"]


async def ask(app: ASGIApp, path: str, query: str = "") -> Answered:
    """GET an address. Raises OSError when the answer is no 200."""
    messages: list[Message] = []
    requests: list[Message] = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> Message:
        return requests.pop() if requests else await asyncio.Future()  # a client that stays

    async def send(message: Message) -> None:
        messages.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost")], "client": None, "server": None,
    }  # fmt: skip
    await app(scope, receive, send)
    start, body = messages[0], b"".join(message.get("body", b"") for message in messages[1:])
    if start["status"] != 200:  # noqa: PLR2004
        raise OSError(f"{path} answered {start['status']}: {body.decode(errors='replace')[:300]}")
    return Answered({name.decode().lower(): value.decode() for name, value in start["headers"]}, body)
