"""Envelope: dataset, citation and licence at the end of every JSON response."""

from dataclasses import dataclass

from app.formats.json_format import dump, loads
from app.models import Dataset

PLACEHOLDER = "\0"  # stands for the requested address; no text of a dataset contains it


@dataclass(frozen=True, slots=True)
class EnvelopeTemplate:
    """The closing members of a JSON response, encoded once per dataset and cut where the requested address goes."""

    before: bytes
    between: bytes
    after: bytes

    def render(self, target: str) -> bytes:
        """The members for a canonical path and query, which need no escaping; without the opening brace."""
        address = target.encode()
        return b"".join((self.before, address, self.between, address, self.after))


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
                "url": url,
            },
            "licence": dataset.licence,
        }
    )
    return EnvelopeTemplate(*(part.encode() for part in text[1:].split(dump(PLACEHOLDER)[1:-1])))
