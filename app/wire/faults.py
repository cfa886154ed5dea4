"""Faults: an error that nobody expected becomes a problem like the others, and is logged; no stack trace leaves."""

import logging

from starlette.responses import Response
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
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            await unforeseen(error, scope)(scope, receive, send)


def unforeseen(error: Exception, scope: Scope) -> Response:
    """What is said of an error that nobody expected; the log has the rest."""
    log.error("Answering %s failed", scope["path"], exc_info=error)
    return answer(Internal("The answer could not be made."), scope)
