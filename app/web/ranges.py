"""Range requests (RFC 9110 §14): a part of a response, for clients that resume downloads or read pieces of a file.

The ranges are those of the response without content coding: the dispatcher serves a request for a range that way.
"""

import re

from app.errors import RangeNotSatisfiable
from app.web.headers import header_lines
from app.web.responses import OK, ReadyResponse

PARTIAL = 206
BYTES = re.compile(rb"bytes=(\d{0,30})-(\d{0,30})", re.IGNORECASE)


def partial_response(response: ReadyResponse, wanted: bytes, if_range: bytes | None) -> ReadyResponse:
    """The part of a response that the `Range` header wants, as a 206.

    It is the whole response if that is not what the client holds a part of, and if the header makes no sense or wants
    several ranges, which a server may ignore. Raises RangeNotSatisfiable when the response ends before the range.
    """
    if response.status != OK or response.etag is None or if_range not in (None, response.etag):
        return response
    bounds = BYTES.fullmatch(wanted.strip())
    if bounds is None or bounds.groups() == (b"", b""):
        return response
    size = len(response.body)
    first, last = (int(bound) if bound else None for bound in bounds.groups())
    if first is None:  # the last bytes, as many as `last` says
        first, last = max(0, size - (last or 0)), size - 1
    elif last is not None and last < first:
        return response
    if first >= size:
        message = f"The response has {size} bytes; the range {wanted.decode('latin-1')} has none of them."
        raise RangeNotSatisfiable(message, headers={"Content-Range": f"bytes */{size}"})
    last = size - 1 if last is None else min(last, size - 1)
    body = response.body[first : last + 1]
    own = [line for line in response.head[: response.not_modified].split(b"\r\n") if line]
    own = [line for line in own if not line.startswith(b"content-length:")]
    added = [(b"content-length", b"%d" % len(body)), (b"content-range", b"bytes %d-%d/%d" % (first, last, size))]
    head = b"".join([line + b"\r\n" for line in own]) + header_lines(added)
    return response._replace(
        status=PARTIAL,
        head=head + response.head[response.not_modified :],
        not_modified=len(head),
        body=body,
    )
