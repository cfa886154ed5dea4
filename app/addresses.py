"""Every public path as a pure function of what it addresses. Anything may import this."""

from urllib.parse import quote

COLLECTIONS = {
    "event": "events",
    "strike": "strikes",
    "party": "parties",
    "person": "people",
    "place": "places",
    "claim": "claims",
    "source": "sources",
    "passage": "passages",
    "discrepancy": "discrepancies",
    "change": "changes",
}
KINDS = {collection: kind for kind, collection in COLLECTIONS.items()}

INDEX = "/"
SEARCH = "/search"
RESOLVE = "/resolve"
VOCABULARY = "/vocabulary"
DATASET = "/dataset"
DOCS = "/docs"
OPENAPI = "/openapi.json"
STATIC = "/static"
LIVE = "/health/live"
READY = "/health/ready"
TOPS = (INDEX, SEARCH, RESOLVE, VOCABULARY, DATASET, DOCS, OPENAPI, LIVE, READY, *(f"/{name}" for name in KINDS))


def collection(name: str) -> str:
    """The list of a collection, as in /events."""
    return f"/{name}"


def record(kind: str, id: str) -> str:
    """One record, as in /events/kerman-bombings."""
    return f"/{COLLECTIONS[kind]}/{id}"


def matrix(kind: str, id: str) -> str:
    """Who says what about an event or strike."""
    return f"{record(kind, id)}/matrix"


def problem(name: str) -> str:
    """The page that explains a kind of error; also its stable type."""
    return f"/problems/{name}"


def touched(record: str) -> str:
    """The address of a record written as `events/<id>`, or of the dataset."""
    return f"/{record}"


def passage(article_url: str, first_words: str, last_words: str | None) -> str:
    """A link that opens the article at a passage: a text fragment from its first to its last words."""
    words = [first_words] if last_words is None else [first_words, last_words]
    return f"{article_url}#:~:text={','.join(fragment(part) for part in words)}"


def fragment(words: str) -> str:
    """Words as a text directive wants them: everything encoded, the hyphen too, which has a meaning there."""
    return quote(words, safe="").replace("-", "%2D")
