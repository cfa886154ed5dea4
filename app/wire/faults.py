"""Faults: an error that nobody expected becomes a problem like the others, and is logged; no stack trace leaves."""

import logging

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import Internal, answer

log = logging.getLogger("app")


class Faults:
    """Answers for what went wrong, unless the answer has begun."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception:
            if scope["type"] != "http" or begun:
                raise
            log.exception("Answering %s failed", scope["path"])
            await answer(Internal("The answer could not be made."), scope)(scope, receive, send)
