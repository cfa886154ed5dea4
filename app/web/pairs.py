"""Pairs: a query string as names and values, and what is wrong with each as text."""

from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from app.errors import Fault, shortened
from app.queries.parameters import CONTROL, LONGEST
from app.urls import PLAIN_QUERY

LONGEST_CURSOR = 1000


def pairs(query_string: bytes) -> Iterator[tuple[str, str, Fault | None]]:
    """Each name and value, decoded, and what is wrong with it as text."""
    if len(query_string) <= LONGEST and PLAIN_QUERY.fullmatch(query_string):  # most are, and need no closer look
        for plain in filter(None, query_string.decode().split("&")):
            yield *plain.partition("=")[::2], None
        return
    for piece in filter(None, query_string.split(b"&")):
        name, _, value = piece.partition(b"=")
        try:
            decoded = text(name), text(value)
        except UnicodeDecodeError:
            lossy = shortened(unquote_to_bytes(name).decode(errors="replace"))
            yield lossy, "", Fault(parameter=lossy, value=None, message="is not UTF-8; encode it as such", nearest=[])
            continue
        yield *decoded, untidy(*decoded)


def text(part: bytes) -> str:
    """A name or value, decoded."""
    encoded = b"%" in part or b"+" in part
    return (unquote_to_bytes(part.replace(b"+", b" ")) if encoded else part).decode()


def untidy(name: str, value: str) -> Fault | None:
    """A fault for a text that no parameter can hold."""
    if CONTROL.search(name + value):
        shown = CONTROL.sub("\ufffd", name)
        message = "has a control character; leave it out"
        return Fault(parameter=shortened(shown), value=None, message=message, nearest=[])
    longest = LONGEST_CURSOR if name == "cursor" else LONGEST
    if len(value) > longest:
        message = f"has {len(value)} characters; at most {longest} are taken"
        return Fault(parameter=shortened(name), value=shortened(value), message=message, nearest=[])
    return None
