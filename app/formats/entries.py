"""An entry: what feeds and calendars say of a record, whatever it is. All they know of its shape is TITLES to WORDS."""

import json
from dataclasses import dataclass
from typing import Any

from app.formats.head import Head

# Who names things here, for ids that are the same on every node (RFC 4151). The project has no domain, and the
# article's belongs to others; names under `.example` are nobody's, so that nobody else can ever mint these ids.
AUTHORITY = "skirmishes.example"
SINCE = 2026  # the year from which the ids hold
LANGUAGE = "en"

TITLES = ("title", "name", "statement")  # the first there is; else that of the event it is, else the id
TEXTS = ("summary", "explanation", "office", "reason")  # the first there is; may be none
WORDS = ("type", "kind")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in short. Addresses are absolute; a text is never null, only empty."""

    path: str  # its id on every node: its address without the first slash
    url: str
    related: str | None  # for a change, the record changed
    title: str
    text: str
    word: str | None
    updated: str  # ISO 8601 day

    @property
    def tag(self) -> str:
        """Its id as a URI."""
        return tag(self.path)

    @property
    def instant(self) -> str:
        """When it was last changed, as RFC 3339 wants it: the first instant of that day."""
        return instant(self.updated)


def entry(document: dict[str, Any], head: Head) -> Entry:
    """What is said of a document."""
    links = document["links"]
    return Entry(
        path=links["self"].lstrip("/"),
        url=head.absolute(links["self"]),
        related=head.absolute(links["record"]) if "record" in links else None,
        title=title(document),
        text=text(document),
        word=first(document, WORDS),
        updated=updated(document, head),
    )


def tag(path: str) -> str:
    """A path as a `tag:` URI, which does not change with the node that is asked."""
    return f"tag:{AUTHORITY},{SINCE}:{path.lstrip('/')}"


def asked(head: Head) -> str:
    """What was asked, as a `tag:` URI: the id of a feed."""
    return tag(head.url.removeprefix(head.base_url))


def heading(head: Head) -> str:
    """The title of a feed or calendar, which stands among others of other makers."""
    return head.dataset if head.title == head.dataset else f"{head.title}: {head.dataset}"


def description(head: Head) -> str:
    """Which data it is, and under which licence."""
    return f"{head.dataset}. Version {head.version}, {head.released}. Licence: {head.licence}"


def instant(day: str) -> str:
    """The first instant of a day, RFC 3339."""
    return f"{day}T00:00:00Z"


def title(document: dict[str, Any]) -> str:
    """Its title or name; of a change, what was done to what."""
    if "reason" in document:
        return ": ".join(filter(None, (document["kind"].capitalize(), document["record"], document["field"])))
    return first(document, TITLES) or first(document.get("event") or {}, TITLES) or str(document["id"])


def text(document: dict[str, Any]) -> str:
    """What is said of it in our words; of a changed value, also what it was and is."""
    values = [("Before", document.get("before")), ("After", document.get("after"))]
    said = [f"{name}: {written(value)}" for name, value in values if value is not None]
    return " ".join([first(document, TEXTS) or "", *said]).strip()


def written(value: Any) -> str:
    """A value as text."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def updated(document: dict[str, Any], head: Head) -> str:
    """The day of its last change: its own, that of its newest correction, else that of the dataset's release."""
    corrections = [change.get("released") for change in document.get("corrected_by") or ()]
    days = [day for day in (document.get("released"), *corrections) if day]
    return max(days, default=head.released)


def first(document: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of these that is stated."""
    return next((document[name] for name in names if document.get(name)), None)
