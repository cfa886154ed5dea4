"""Headers that every answer has, errors too: any site may read it, no browser guesses its type; pages are confined."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Encoding",
}
RAW = [(name.lower().encode(), value.encode()) for name, value in EVERYWHERE.items()]
POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class Headers:
    """Adds them; a page that needs more than the strictest policy has set its own. JSON runs nothing and needs none."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                if any(
                    name == b"content-type" and value.startswith(b"text/html") for name, value in message["headers"]
                ):
                    headers = MutableHeaders(scope=message)
                    headers.setdefault("Content-Security-Policy", POLICY)
                    headers["Referrer-Policy"] = "no-referrer"
                message["headers"] = [*message["headers"], *RAW]
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)
