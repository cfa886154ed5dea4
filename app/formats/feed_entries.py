"""Feed entries: what feeds and calendars show of a record of any kind. TITLES, TEXTS and TYPES name the fields read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.formats.format import DocumentInfo

# The authority of `tag:` URIs (RFC 4151), so that ids are the same on every server. The project has no domain of its
# own; nobody can register a name under `.example`, so nobody else can create the same ids.
AUTHORITY = "skirmishes.example"
YEAR = 2026  # of the tag URIs
LANGUAGE = "en"

# The first of these fields that has a value is used.
TITLES = ("title", "name", "caption")
TEXTS = ("summary", "text", "explanation", "office")
TYPES = ("type", "kind")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A record in brief. Addresses are absolute; `text` may be empty but is never None."""

    path: str  # its address without the first slash: its id on every server
    url: str
    related: str | None  # address of the changed record, if it is a change
    title: str
    text: str
    type: str | None
    updated: str  # ISO 8601 day

    @property
    def tag(self) -> str:
        """Its id as a URI."""
        return tag_uri(self.path)

    @property
    def instant(self) -> str:
        """When it was last changed, as an RFC 3339 date and time."""
        return start_of_day(self.updated)


def feed_entry(document: dict[str, Any], info: DocumentInfo) -> FeedEntry:
    """The entry of a document."""
    links = document["links"]
    return FeedEntry(
        path=links["self"].lstrip("/"),
        url=info.absolute(links["self"]),
        related=info.absolute(links["record"]) if "record" in links else None,
        title=record_title(document),
        text=record_text(document),
        type=first_value(document, TYPES),
        updated=last_change(document, info),
    )


def tag_uri(path: str) -> str:
    """A path as a `tag:` URI, which is the same on every server."""
    return f"tag:{AUTHORITY},{YEAR}:{path.lstrip('/')}"


def feed_id(info: DocumentInfo) -> str:
    """The id of a feed: its canonical address as a `tag:` URI."""
    return tag_uri(info.url.removeprefix(info.base_url))


def feed_title(info: DocumentInfo) -> str:
    """The title of a feed or calendar. It names the dataset, since readers list feeds of many publishers."""
    return info.dataset if info.title == info.dataset else f"{info.title}: {info.dataset}"


def feed_description(info: DocumentInfo) -> str:
    """The dataset, its version and its licence."""
    return f"{info.dataset}. Version {info.version}, {info.released}. Licence: {info.licence}"


def start_of_day(day: str) -> str:
    """The start of a day (UTC) as an RFC 3339 date and time."""
    return f"{day}T00:00:00Z"


def record_title(document: Mapping[str, Any]) -> str:
    """The title or name of a record, else its caption."""
    return first_value(document, TITLES) or str(document["id"])


def record_text(document: Mapping[str, Any]) -> str:
    """What a record says, in words; of a change, also the reason."""
    text = first_value(document, TEXTS) or ""
    reason = document.get("reason")
    return text if reason is None or reason in text else f"{text.removesuffix('.')}. {reason}"


def last_change(document: Mapping[str, Any], info: DocumentInfo) -> str:
    """The day of a change, else of a record's newest correction, else of the dataset's release."""
    corrections = [change.get("released") for change in document.get("corrected_by") or ()]
    return max((day for day in (document.get("released"), *corrections) if day), default=info.released)


def first_value(document: Mapping[str, Any], names: Sequence[str]) -> str | None:
    """The value of the first of these fields that has one."""
    return next((document[name] for name in names if document.get(name)), None)
