"""Validators: what a client already has, and whether that is what it would get now.

`Last-Modified` is for information. It is the day of the release, too coarse to tell two loads of one day or two
versions of the software apart, so `If-Modified-Since` is not answered with 304.
"""

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256

from app.models import Dataset
from app.settings import SOFTWARE
from app.web.headers import CACHEABLE, REVALIDATE


def etag(dataset: Dataset, target: str, coding: str, cache_control: bytes) -> bytes:
    """A strong validator, the same on every server: of the data, software, canonical target, content coding and
    Cache-Control. It depends on nothing in the body, so a client can be told 304 before any row is read."""
    text = "\n".join((dataset.digest, SOFTWARE, target, coding, cache_control.decode()))
    return b'"%b"' % sha256(text.encode()).hexdigest()[:32].encode()


def matching_cache_control(if_none_match: bytes, dataset: Dataset, target: str, coding: str) -> bytes | None:
    """The Cache-Control of the response that the client holds, if that is what it would get now; else None."""
    tags = parse_tags(if_none_match)
    candidates = (CACHEABLE.encode(), REVALIDATE.encode())
    return next((value for value in candidates if etag(dataset, target, coding, value) in tags), None)


def last_modified(dataset: Dataset) -> bytes:
    """The day of the dataset's release as an HTTP date; today, in UTC, if that day is still to come.

    It must not be later than `Date` (RFC 9110 §8.8.2.1), and the clock may be wrong, or the day not begun in UTC.
    """
    return http_date(min(dataset.released, datetime.now(UTC).date().isoformat()))


@cache
def http_date(day: str) -> bytes:
    """Midnight UTC of an ISO 8601 day as an HTTP date."""
    return format_datetime(datetime.fromisoformat(day).replace(tzinfo=UTC), usegmt=True).encode()


def matches(if_none_match: bytes, tag: bytes) -> bool:
    """Whether the client holds the response with this tag (weak comparison, RFC 9110 §13.1.2)."""
    return if_none_match == tag or if_none_match.strip() == b"*" or tag in parse_tags(if_none_match)


def parse_tags(if_none_match: bytes) -> set[bytes]:
    """The entity tags of the header, without the mark of weakness."""
    return {part.strip().removeprefix(b"W/") for part in if_none_match.split(b",")}
