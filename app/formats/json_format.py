"""JSON: response bodies joined from stored documents, which are already JSON, and their envelope."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from app.formats.licences import licence_name, licence_url
from app.models import Dataset

MEDIA_TYPE = "application/json"
PATH = re.compile(r'(?<!\\)"/')  # the start of a string that is a path; in JSON no quote ends a string before a slash
PLACEHOLDER = "\0"  # stands for the requested address; no text of a dataset contains it
dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # built once; json.dumps builds it each time
loads = json.loads


def list_body(documents: Iterable[str], members: Mapping[str, Any], envelope: bytes) -> bytes:
    """The body of a list: its documents, further members, and the envelope, which closes the object.

    Each part is encoded separately: one character beyond Latin-1 makes the whole string it is in slower to handle.
    """
    further = f"{dump(members)[1:-1]}," if members else ""
    return b"".join((b'{"data":[', ",".join(documents).encode(), b"],", further.encode(), envelope))


def single_body(document: str, envelope: bytes) -> bytes:
    """The body of a single document, and the envelope, which closes the object."""
    return b"".join((b'{"data":', document.encode(), b",", envelope))


def add_base_path(text: str, base_path: str) -> str:
    """JSON with the path of the public URL before every path of ours. Stored documents are without it."""
    return PATH.sub(lambda _: f'"{base_path}/', text) if base_path else text


def select_fields(document: str, names: Sequence[str]) -> str:
    """A document with only these top-level fields and its id, in the document's own order."""
    return dump({name: value for name, value in loads(document).items() if name == "id" or name in names})


def drop_empty(members: Mapping[str, Any]) -> dict[str, Any]:
    """An object without the members that are None, or an empty string or list."""
    return {name: value for name, value in members.items() if value not in (None, "", [], ())}


@dataclass(frozen=True, slots=True)
class EnvelopeTemplate:
    """The closing members of a JSON response, encoded once per dataset and cut where the requested address goes."""

    parts: tuple[bytes, ...]

    def render(self, target: str) -> bytes:
        """The members for a canonical path and query, which need no escaping; without the opening brace."""
        return target.encode().join(self.parts)


def make_envelope(dataset: Dataset, base_url: str) -> EnvelopeTemplate:
    """The envelope of a dataset's responses. It credits the article too; its only date is that of the release."""
    url, document = base_url + PLACEHOLDER, loads(dataset.document)
    released = f"Version {dataset.version}, {dataset.released}"
    article = f"“{document['article']['title']}”, {document['article_publisher']}, {document['article_url']}"
    text = dump(
        {
            "dataset": {"version": dataset.version, "digest": dataset.digest},
            "citation": {
                "short": f"{dataset.title}, v{dataset.version}",
                "full": f"{dataset.title}. {released}. From {article}. {url}",
                **credit_lines(dataset, document),
                "url": url,
            },
            "licence_url": licence_url(document["licence"]),
            "licence": dataset.licence,
        }
    )
    # The address is the only part that differs between requests.
    return EnvelopeTemplate(tuple(part.encode() for part in text[1:].split(dump(PLACEHOLDER)[1:-1])))


def credit_lines(dataset: Dataset, document: Mapping[str, Any]) -> dict[str, str]:
    """A credit that meets the licence of the record and of the article, as text and as HTML."""
    article, publisher, licence = document["article"]["title"], document["article_publisher"], document["licence"]
    linked = (
        link(article, document["article_url"]),
        link(licence_name(licence), licence_url(licence)),
    )
    line = "{}, v{}, adapted from “{}”, {}, {}"
    return {
        "credit": line.format(dataset.title, dataset.version, article, publisher, licence_name(licence)),
        "credit_html": line.format(escape(dataset.title), dataset.version, linked[0], escape(publisher), linked[1]),
    }


def link(text: str, address: str) -> str:
    """A link in HTML."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'
