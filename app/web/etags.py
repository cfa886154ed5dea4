"""Validators: what a client already has, and whether that is still what it would get.

`Last-Modified` informs only. It is the day of the release, too coarse to tell two loads of one day or two versions of
the software apart, so `If-Modified-Since` is not answered with 304.
"""

from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cache
from hashlib import sha256

from app.models import Dataset
from app.settings import SOFTWARE


def etag(dataset: Dataset, target: str, coding: str, kept: bytes) -> bytes:
    """A strong validator that every node makes alike: data, software, what is asked, the coding agreed on, and how
    long the answer may be kept. It depends on nothing in the answer itself, so that one who has it can be told so
    before any row is read."""
    told = "\n".join((dataset.digest, SOFTWARE, target, coding, kept.decode()))
    return b'"%b"' % sha256(told.encode()).hexdigest()[:32].encode()


def last_modified(dataset: Dataset) -> bytes:
    """The day of the dataset's release, as HTTP writes it."""
    return http_date(dataset.released)


@cache
def http_date(day: str) -> bytes:
    """A day's beginning, as HTTP writes it."""
    return format_datetime(datetime.fromisoformat(day).replace(tzinfo=UTC), usegmt=True).encode()


def matches(if_none_match: bytes, tag: bytes) -> bool:
    """Whether the client has it, compared weakly, as If-None-Match asks."""
    return if_none_match == tag or if_none_match.strip() == b"*" or tag in named(if_none_match)


def named(if_none_match: bytes) -> set[bytes]:
    """The tags a client names, without their mark of weakness."""
    return {part.strip().removeprefix(b"W/") for part in if_none_match.split(b",")}
