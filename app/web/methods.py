"""Methods: GET, HEAD as GET without its body, OPTIONS for any address; nothing else, since nothing can be written."""

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import MethodNotAllowed, answer

ALLOW = "GET, HEAD, OPTIONS"
PREFLIGHT = {
    "Allow": ALLOW,
    "Access-Control-Allow-Methods": ALLOW,
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class Methods:
    """Lets the three methods through, HEAD in the guise of GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] == "GET":
            await self.app(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, bodiless(send))
        elif scope["method"] == "OPTIONS":
            await Response(status_code=204, headers=PREFLIGHT)(scope, receive, send)
        else:
            error = MethodNotAllowed(
                f"{scope['method']} is not allowed: the service is read-only.", headers={"Allow": ALLOW}
            )
            await answer(error, scope)(scope, receive, send)


def bodiless(send: Send) -> Send:
    """Sends everything but the body."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sending
