"""The yardstick: a bare ASGI app that answers constant bytes, of the length its environment names."""

import os

from starlette.types import Receive, Scope, Send

BODY = b"x" * int(os.environ.get("BARE_BYTES", "1000"))
START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/json"), (b"content-length", str(len(BODY)).encode())],
}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers whatever is asked."""
    if scope["type"] == "http":
        await send(START)
        await send({"type": "http.response.body", "body": BODY})
