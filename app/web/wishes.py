"""Wishes: what of a request's headers decides which answer it gets."""

from starlette.types import Scope

ACCEPT, CODING, HELD, HOST, BODY = range(5)
HEADERS = {
    b"accept": ACCEPT,
    b"accept-encoding": CODING,
    b"if-none-match": HELD,
    b"host": HOST,
    b"content-length": BODY,
    b"transfer-encoding": BODY,
}


def wishes(scope: Scope) -> list[bytes | None]:
    """What the client accepts, in which codings, which answers it holds, whom it asks, and that it sends a body."""
    read: list[bytes | None] = [None, None, None, None, None]
    for name, value in scope["headers"]:
        if (at := HEADERS.get(name)) is not None:
            before = read[at]
            read[at] = value if before is None else before + b", " + value
    return read
