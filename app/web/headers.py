"""Response headers that do not depend on the resource, and headers as they are sent."""

from collections.abc import Sequence

Header = tuple[bytes, bytes]
COMMON = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Disposition, Content-Range",
    "Cross-Origin-Resource-Policy": "cross-origin",  # else a frame in a sandbox gets neither style sheet nor script
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Encoding",
}
COMMON_LINES: list[Header] = [(name.lower().encode(), value.encode()) for name, value in COMMON.items()]
# What a response allows a browser, unless it says so itself, as pages, embeds and drawings do.
STRICT: list[Header] = [
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*, Authorization",
    "Access-Control-Max-Age": "86400",
}
# How long caches may keep a response. A page of a list with a next page is checked each time, so that no cache hands
# out a cursor that is too old.
CACHEABLE = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
REVALIDATE = "public, max-age=0, must-revalidate"
NO_STORE = "no-store"


def complete_headers(headers: list[Header]) -> list[Header]:
    """The headers with those that every response has, and a strict policy unless they have one."""
    names = {name for name, _ in headers}
    return headers + [header for header in STRICT if header[0] not in names] + COMMON_LINES


def header_lines(headers: Sequence[Header]) -> bytes:
    """Headers as they are sent, one a line. Raises ValueError if a line break is in one."""
    lines = b"".join([b"%b: %b\r\n" % header for header in headers])
    if lines.count(b"\r") + lines.count(b"\n") != 2 * len(headers):
        raise ValueError("a header contains a line break")
    return lines
