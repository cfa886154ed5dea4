"""Content codings: which one the client prefers, and how to make it."""

import zlib
from collections.abc import Callable
from functools import lru_cache

import brotli
import zstandard

from app.errors import NotAcceptable
from app.web.accept import parse_weighted

MIN_SIZE = 500  # bytes; compressing less costs more than it saves
IDENTITY = "identity"


def gzip(body: bytes) -> bytes:
    """gzip without a time stamp, so that every server makes the same bytes."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return compressor.compress(body) + compressor.flush()


# The best first, for clients that want several equally.
CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "zstd": lambda body: zstandard.ZstdCompressor(level=6).compress(body),
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": gzip,
}


@lru_cache(maxsize=512)
def choose_coding(accept_encoding: bytes) -> str:
    """The coding to use (RFC 9110 §12.5.3). Raises NotAcceptable when the client refuses all of them."""
    weights = dict(parse_weighted(accept_encoding))
    wildcard = weights.get("*")
    offered = {name: weights.get(name, wildcard or 0.0) for name in CODINGS}
    best = max(offered, key=lambda name: offered[name])
    identity = weights.get(IDENTITY, 0.0 if wildcard == 0 else None)
    if offered[best] > 0 and (identity is None or offered[best] >= identity):
        return best
    if identity is None or identity > 0:
        return IDENTITY
    raise NotAcceptable("Accept-Encoding refuses every content coding, even identity.")
