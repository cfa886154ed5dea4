"""Faults: an error that nobody expected becomes a problem like the others, and is logged; no stack trace leaves."""

import logging

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import ApiError, Internal, answer

log = logging.getLogger("app")


class Faults:
    """Answers for what went wrong, unless an answer has begun; one that was cut off is left to the server to drop."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = ended = False

        async def sending(message: Message) -> None:
            nonlocal begun, ended
            begun, ended = True, message["type"] == "http.response.body" and not message.get("more_body", False)
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            if scope["type"] != "http" or (begun and not ended):
                raise
            problem = refusal(error, scope)
            if not begun:
                await problem(scope, receive, send)


def refusal(error: Exception, scope: Scope) -> Response:
    """What is said of an error; of one that nobody expected, the log has the rest."""
    if isinstance(error, ApiError):
        return answer(error, scope)
    log.error("Answering %s failed", scope["path"], exc_info=error)
    return answer(Internal("The answer could not be made."), scope)
