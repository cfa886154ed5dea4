"""Every public path as a pure function of what it addresses. Anything may import this."""

import re
from urllib.parse import quote, unquote_to_bytes

from app.vocabulary import COLLECTIONS, RecordKind

PLAIN = re.compile(rb"[A-Za-z0-9_.~/,-]*")  # bytes that need no encoding, and that we never encode
PLAIN_QUERY = re.compile(rb"(?:[A-Za-z0-9_.~/,-]+=[A-Za-z0-9_.~/,-]*(?:&|$))*")  # the same, in pairs

INDEX = "/"
PACKAGE = "/datapackage.json"
LLMS = "/llms.txt"
DATASET_LD = "/dataset.jsonld"
SEARCH = "/search"
RESOLVE = "/resolve"
VOCABULARY = "/vocabulary"
DATASET = "/dataset"
DOCS = "/docs"
OPENAPI = "/openapi.json"
STATIC = "/static"
LIVE = "/health/live"
READY = "/health/ready"
FEEDS = ("events", "changes")  # collections that can be subscribed to
TOPS = (INDEX, SEARCH, RESOLVE, VOCABULARY, DATASET, DOCS, OPENAPI, LIVE, READY, *(f"/{name}" for name in COLLECTIONS))


def collection(name: str) -> str:
    """The list of a collection, as in /events."""
    return f"/{name}"


def record(kind: str, id: str) -> str:
    """One record, as in /events/kerman-bombings."""
    return f"/{RecordKind(kind).collection}/{id}"


def table(name: str) -> str:
    """What describes the columns of a collection's CSV."""
    return f"/{name}.csv-metadata.json"


def feed(name: str, suffix: str) -> str:
    """The feed of a collection, as in /feeds/events.atom; of one record by `events/ID`."""
    return f"/feeds/{name}.{suffix}"


def matrix(kind: str, id: str) -> str:
    """Who says what about an event or strike."""
    return f"{record(kind, id)}/matrix"


def annotation(passage: str) -> str:
    """A passage as an annotation of the article."""
    return f"/annotations/{passage}.jsonld"


def problem(name: str) -> str:
    """The page that explains a kind of error; also its stable type."""
    return f"/problems/{name}"


def touched(record: str) -> str:
    """The address of a record written as `events/<id>`, or of the dataset."""
    return f"/{record}"


def passage(article_url: str, first_words: str, last_words: str | None, next_words: str | None = None) -> str:
    """A link that opens the article at a passage: a text fragment from its first to its last words.

    The words that follow it are named where its own would be found elsewhere too.
    """
    words = [fragment(part) for part in (first_words, last_words) if part is not None]
    following = [] if next_words is None else [f"-{fragment(next_words)}"]
    return f"{article_url}#:~:text={','.join(words + following)}"


def fragment(words: str) -> str:
    """Words as a text directive wants them: everything encoded, the hyphen too, which has a meaning there."""
    return quote(words, safe="").replace("-", "%2D")


def canonical(raw_path: bytes, query_string: bytes) -> str:
    """One spelling of a target for all that mean the same: each name and value encoded in one way, and sorted."""
    path = raw_path.decode() if PLAIN.fullmatch(raw_path) else quote(unquote_to_bytes(raw_path), safe="/")
    if PLAIN_QUERY.fullmatch(query_string):
        pairs = sorted(filter(None, query_string.decode().split("&")))
    else:
        pairs = sorted(recoded(piece) for piece in query_string.split(b"&") if piece)
    return f"{path}?{'&'.join(pairs)}" if pairs else path


def recoded(piece: bytes) -> str:
    """A name and its value, encoded in one way."""
    name, _, value = piece.partition(b"=")
    if PLAIN.fullmatch(name) and PLAIN.fullmatch(value):
        return f"{name.decode()}={value.decode()}"
    name, value = (unquote_to_bytes(part.replace(b"+", b" ")) for part in (name, value))
    return f"{quote(name, safe='/,')}={quote(value, safe='/,')}"
