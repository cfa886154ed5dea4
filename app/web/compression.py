"""Content codings: which one a client wants most, and how to make it."""

import zlib
from collections.abc import Callable
from functools import lru_cache

import brotli
import zstandard

from app.errors import NotAcceptable
from app.formats.negotiation import parse_weighted

SMALLEST = 500  # bytes; below that a coding costs more than it saves
IDENTITY = "identity"


def gzipped(body: bytes) -> bytes:
    """gzip without a time stamp, so that every node makes the same bytes."""
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(body) + packer.flush()


# Best first, for clients that want several equally.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=6).compress(body),
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": gzipped,
}


@lru_cache(maxsize=512)
def chosen(accept_encoding: bytes) -> str:
    """The coding to answer with (RFC 9110, 12.5.3). Raises NotAcceptable when the client refuses all there are."""
    wishes = dict(parse_weighted(accept_encoding))
    anything = wishes.get("*")
    weights = {name: wishes.get(name, anything or 0.0) for name in CODINGS}
    best = max(weights, key=lambda name: weights[name])
    plain = wishes.get(IDENTITY, 0.0 if anything == 0 else None)
    if weights[best] > 0 and (plain is None or weights[best] >= plain):
        return best
    if plain is None or plain > 0:
        return IDENTITY
    raise NotAcceptable("The client refuses every content coding, identity too.")
