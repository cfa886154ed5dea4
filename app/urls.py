"""Every public path as a pure function of what it addresses. Anything may import this module."""

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from app.vocabulary import COLLECTION_OF, COLLECTIONS, RecordKind

PATTERN = re.compile(r"(?P<before>[^{]*)(?:\{(?P<name>\w+)\}(?P<after>[^{]*))?")

INDEX = "/"
VIEW = "/view"
TIMELINE_PAGE = "/view/timeline"
MAP_PAGE = "/view/map"
GAPS_PAGE = "/view/gaps"
CORRECTIONS_PAGE = "/view/corrections"
SEARCH_PAGE = "/view/search"
NEWSROOMS_PAGE = "/view/newsrooms"
BUILDER = "/embed"
OEMBED = "/oembed"
OEMBED_FORMATS = {"json": "application/json+oembed", "xml": "text/xml+oembed"}
EMBEDDED = (RecordKind.STRIKE, RecordKind.EVENT, RecordKind.CLAIM)  # kinds of record that have an embed
OEMBED_PROVIDERS = "/oembed/providers.json"
TIMELINE_EMBED = "/embed/timeline"
MAP_EMBED = "/embed/map"
MAP_DRAWING = "/embed/map.svg"
MAP_PICTURE = "/embed/map.png"
PACKAGE = "/datapackage.json"
LLMS = "/llms.txt"
LLMS_FULL = "/llms-full.txt"
DATASET_LD = "/dataset.jsonld"
SEARCH = "/search"
RESOLVE = "/resolve"
VOCABULARY = "/vocabulary"
DATASET = "/dataset"
DOCS = "/docs"
REFERENCE_PAGE = "/docs/reference"
FAVICON = "/favicon.ico"
MANIFEST = "/site.webmanifest"
ROBOTS = "/robots.txt"
SITEMAP = "/sitemap.xml"
SECURITY = "/.well-known/security.txt"
OPENAPI = "/openapi.json"
STATIC = "/static"
LIVE = "/health/live"
READY = "/health/ready"
TOPS = (INDEX, SEARCH, RESOLVE, VOCABULARY, DATASET, DOCS, OPENAPI, LIVE, READY, *(f"/{name}" for name in COLLECTIONS))


def json_file(path: str) -> str:
    """The name of what is served as JSON at a path, as a file: /events.json. Of the index it is /index.json."""
    return f"{path}.json" if path != INDEX else "/index.json"


def collection(name: str) -> str:
    """A list: /events."""
    return f"/{name}"


def record(kind: str, id: str) -> str:
    """A record: /events/kerman-bombings."""
    return f"/{COLLECTION_OF[kind]}/{id}"


def page(kind: str, id: str) -> str:
    """The page of a record, for people: /view/events/ID. A change is a row of the page of corrections."""
    return f"{CORRECTIONS_PAGE}#{id}" if kind == RecordKind.CHANGE else f"{VIEW}{record(kind, id)}"


def matrix_page(kind: str, id: str) -> str:
    """The page that compares who says what about an event or strike."""
    return f"{VIEW}/matrix{record(kind, id)}"


def embed(kind: str, id: str) -> str:
    """The embed of an event, strike or claim."""
    return f"/embed{record(kind, id)}"


def builder(embed: str) -> str:
    """The builder of embeds with one chosen, by the path of the embed."""
    return f"{BUILDER}?what={embed.removeprefix(f'{BUILDER}/')}"


def card(kind: str, id: str) -> str:
    """A picture of an event, strike or claim for messages and previews, 1200 by 630 pixels."""
    return f"/cards{record(kind, id)}.png"


def small_card(kind: str, id: str) -> str:
    """The same picture at half the size. Its folder differs, not its query, so that an export has both."""
    return f"/cards/small{record(kind, id)}.png"


def static(name: str) -> str:
    """A file that pages, embeds and the documentation load: /static/docs.css."""
    return f"{STATIC}/{name}"


def table(name: str) -> str:
    """The description of the columns of a list's CSV file."""
    return f"/{name}.csv-metadata.json"


def feed(name: str, suffix: str) -> str:
    """The feed of a list, /feeds/events.atom, or of a record if `name` is `events/ID`."""
    return f"/feeds/{name}.{suffix}"


def matrix(kind: str, id: str) -> str:
    """The table of who says what about an event or strike."""
    return f"{record(kind, id)}/matrix"


def annotation(passage: str) -> str:
    """A passage as a Web Annotation."""
    return f"/annotations/{passage}.jsonld"


def problem(name: str) -> str:
    """The explanation of a kind of error, which is also its `type`."""
    return f"/problems/{name}"


def reference(record: str) -> str:
    """The path of a record written as `events/ID`, or of the dataset."""
    return f"/{record}"


def passage(article_url: str, first_words: str, last_words: str | None, next_words: str | None = None) -> str:
    """A link that opens the article at a passage: a text fragment from its first to its last words.

    `next_words`, those that follow the passage, are needed where the same words occur earlier too.
    """
    words = [fragment(part) for part in (first_words, last_words) if part is not None]
    following = [] if next_words is None else [f"-{fragment(next_words)}"]
    return f"{article_url}#:~:text={','.join(words + following)}"


def fragment(words: str) -> str:
    """Words encoded for a text directive, in which the hyphen has a meaning."""
    return quote(words, safe="").replace("-", "%2D")


def split_pattern(pattern: str) -> tuple[str, str | None, str]:
    """A path pattern as what stands before its variable, the variable's name (None without one) and what follows."""
    match = PATTERN.fullmatch(pattern)
    if match is None:
        raise ValueError(f"{pattern} has more than one variable")
    return match["before"], match["name"], match["after"] or ""


def base_path(base_url: str) -> str:
    """The path of the public URL, which stands before every path of ours in a response; empty for a bare host."""
    return urlsplit(base_url).path.rstrip("/")


def oembed(base_url: str, path: str, file_format: str) -> str:
    """The URL at which oEmbed consumers find the embed of a page or record."""
    return f"{base_url}{OEMBED}?url={encoded(base_url)}{encoded(path)}&format={file_format}"


@lru_cache(maxsize=100)
def encoded(text: str) -> str:
    """A text as the value of a parameter. Kept: each response asks for the base URL, and twice for its own path."""
    return quote(text, safe="")


def without_cursor(url: str) -> str:
    """The URL of a list's first page."""
    path, _, query = url.partition("?")
    pairs = "&".join(pair for pair in query.split("&") if not pair.startswith("cursor="))
    return f"{path}?{pairs}" if pairs else path
