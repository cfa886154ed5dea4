"""Requests: the headers that matter, what is refused at once, and the request that endpoints are given."""

import re
from functools import lru_cache
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope

from app.errors import BadRequest, BodyRefused, MethodNotAllowed, TargetTooLong
from app.queries.parameters import CONTROL_CHARACTER
from app.store import DatasetStore

METHODS = ("GET", "HEAD", "OPTIONS")
REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
UNESCAPED = re.compile(rb"[A-Za-z0-9_.~/,-]*")  # bytes that need no percent-encoding, and that we never encode
HOST = re.compile(rb"(\[[0-9A-Fa-f:.]+(%25[\w.~-]+)?\]|[\w.~%!$&'()*+,;=-]*)(:\d*)?")
MAX_TARGET = 8192  # bytes of path and query together


class RequestHeaders(NamedTuple):
    """The headers that the dispatcher reads; None where a header is missing, repeated ones joined by commas."""

    accept: bytes | None
    accept_encoding: bytes | None
    if_none_match: bytes | None
    host: bytes | None
    body: bytes | None  # Content-Length or Transfer-Encoding
    range: bytes | None
    if_range: bytes | None


POSITIONS = {
    b"accept": 0,
    b"accept-encoding": 1,
    b"if-none-match": 2,
    b"host": 3,
    b"content-length": 4,
    b"transfer-encoding": 4,
    b"range": 5,
    b"if-range": 6,
}


def request_headers(scope: Scope) -> RequestHeaders:
    """Read them in one pass over the headers."""
    values: list[bytes | None] = [None] * 7
    for name, value in scope["headers"]:
        position = POSITIONS.get(name)
        if position is not None:
            previous = values[position]
            values[position] = value if previous is None else previous + b", " + value
    return RequestHeaders(*values)


def check_request(scope: Scope, headers: RequestHeaders) -> None:
    """Refuse what no endpoint could answer. Raises an ApiError with status 400, 405, 413 or 414.

    OPTIONS is answered for any target.
    """
    if scope["method"] not in METHODS:
        message = f"{scope['method']} is not allowed: the service is read-only."
        raise MethodNotAllowed(message, headers={"Allow": ", ".join(METHODS)})
    if scope["method"] == "OPTIONS":
        return
    raw_path = scope["raw_path"]
    length = len(raw_path) + len(scope["query_string"])
    if length > MAX_TARGET:
        raise TargetTooLong(f"The address has {length} bytes; at most {MAX_TARGET} are accepted.")
    if not UNESCAPED.fullmatch(raw_path):
        check_path(raw_path)
    host = headers.host
    if (host is None and scope["http_version"] == "1.1") or (host is not None and b"," in host and repeats_host(scope)):
        raise BadRequest("An HTTP/1.1 request needs exactly one Host header.")
    if host is not None and not is_host(host):
        raise BadRequest("The Host header is not a valid host name; send the server's name or address, and its port.")
    if headers.body is not None and headers.body.strip() != b"0":
        raise BodyRefused("Requests must not have a body.", headers={"Connection": "close"})


def check_path(raw_path: bytes) -> None:
    """Refuse a path that is not UTF-8 or holds control characters."""
    try:
        path = unquote_to_bytes(raw_path).decode()
    except UnicodeDecodeError:
        raise BadRequest("The path is not valid UTF-8; encode it as UTF-8.") from None
    if CONTROL_CHARACTER.search(path):
        raise BadRequest("The path contains a control character; remove it.")


@lru_cache(maxsize=64)
def is_host(host: bytes) -> bool:
    """Whether a Host header has only characters that may be in one (RFC 3986 §3.2.2); it may be empty."""
    return HOST.fullmatch(host) is not None


def repeats_host(scope: Scope) -> bool:
    """Whether there is more than one Host header."""
    return [name for name, _ in scope["headers"]].count(b"host") > 1


def canonical_target(raw_path: bytes, query_string: bytes) -> str:
    """One spelling for all targets that mean the same: names and values encoded in one way, and sorted."""
    path = raw_path.decode() if UNESCAPED.fullmatch(raw_path) else quote(unquote_to_bytes(raw_path), safe="/")
    if not query_string:
        return path
    pairs = sorted([recode(pair) for pair in query_string.split(b"&") if pair])
    return f"{path}?{'&'.join(pairs)}" if pairs else path


def recode(pair: bytes) -> str:
    """A name and its value, percent-encoded in one way."""
    name, _, value = pair.partition(b"=")
    if UNESCAPED.fullmatch(name) and UNESCAPED.fullmatch(value):
        return f"{name.decode()}={value.decode()}"
    parts = [quote(unquote_to_bytes(part.replace(b"+", b" ")), safe="/,") for part in (name, value)]
    return "=".join(parts)


def new_request_id() -> str:
    """An id that no other request has."""
    return token_hex(8)


def request_id(scope: Scope) -> str:
    """The id of a request, for errors and the log: the one that a proxy gave it, else a new one."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    return given.decode() if REQUEST_ID.fullmatch(given) else new_request_id()


def requested_address(scope: Scope) -> str:
    """Path and query as they were sent."""
    path, query = scope["raw_path"].decode("latin-1"), scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


class ApiRequest(Request):
    """The request as endpoints get it: with the store to read from."""

    def __init__(
        self, scope: Scope, receive: Receive, app: ASGIApp, store: DatasetStore, asked: Scope | None = None
    ) -> None:
        """`asked` is the request as it came, if negotiation has added a suffix to the path of `scope`."""
        super().__init__({**scope, "app": app}, receive)
        self.asked = asked or scope
        self.store = store
        self.target = canonical_target(scope["raw_path"], scope["query_string"])
        self.url_of_target = store.base_url + self.target
        self.held_cache_control: bytes | None = None  # that of the response which the client already has, if it has one
