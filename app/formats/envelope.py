"""Stamps: what every answer ends with, made once for a dataset but for the address that was asked."""

import json as reading
from dataclasses import dataclass

from app.formats import json
from app.models import Dataset

ADDRESS = "\0"  # stands for the address; it is in no text of a dataset


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which data it is, how to credit it, its licence: JSON, cut where the address goes."""

    before: bytes
    between: bytes
    after: bytes

    def of(self, target: str) -> bytes:
        """The stamp of an answer, without its opening brace. A canonical target needs no escaping."""
        address = target.encode()
        return b"".join((self.before, address, self.between, address, self.after))


def stamp(dataset: Dataset, base_url: str) -> Stamp:
    """The stamp of a dataset's answers. Credit goes to the article too; no day stands in it but that of the release."""
    url, about = base_url + ADDRESS, reading.loads(dataset.document)
    released = f"Version {dataset.version}, {dataset.released}"
    article = f"“{about['article']['title']}”, {about['article_publisher']}, {about['article_url']}"
    text = json.dump(
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
    return Stamp(*(part.encode() for part in text[1:].split(json.dump(ADDRESS)[1:-1])))
