"""Targets: refuse what can not be an address of ours before anything is spent on it."""

from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Receive, Scope, Send

from app.errors import ApiError, BadRequest, BodyRefused, TargetTooLong, answer
from app.queries.parameters import CONTROL

LONGEST = 8192


class Targets:
    """Lets an address through that is short enough and text, without a body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = fault(scope) if scope["type"] == "http" else None
        if error is None:
            await self.app(scope, receive, send)
        else:
            await answer(error, scope)(scope, receive, send)


def fault(scope: Scope) -> ApiError | None:
    """What is wrong with the request as such."""
    length = len(scope["raw_path"]) + len(scope["query_string"])
    if length > LONGEST:
        return TargetTooLong(f"The address has {length} bytes; at most {LONGEST} are taken.")
    try:
        path = unquote_to_bytes(scope["raw_path"]).decode()
    except UnicodeDecodeError:
        return BadRequest("The path is not UTF-8; encode it as such.")
    if CONTROL.search(path):
        return BadRequest("The path has a control character; leave it out.")
    hosts = sum(name == b"host" for name, _ in scope["headers"])
    if hosts > 1 or (hosts == 0 and scope["http_version"] == "1.1"):
        return BadRequest("HTTP/1.1 asks for one Host header, and only one.")
    for name, value in scope["headers"]:
        if (name == b"content-length" and value.strip() != b"0") or name == b"transfer-encoding":
            return BodyRefused("A request here has no body; send none.", headers={"Connection": "close"})
    return None
