"""/llms.txt (llmstxt.org): what this is and where to begin, for language tools and whoever writes them."""

from collections.abc import Iterable
from typing import Any

from app import urls
from app.formats.markdown import link, text
from app.vocabulary import COLLECTIONS

MEDIA_TYPE = "text/plain; charset=utf-8"
RECORDS = {urls.collection(name) for name in COLLECTIONS}
RULES = (
    "Casualty figures are claims that overlap: never add them up; name who makes each.",
    "Null is “not stated”, and `basis: inferred` our inference, not the article's word.",
    "Credit the article and this record, and give the version.",
)


def encode(entries: Iterable[dict[str, Any]], dataset: dict[str, Any], base_url: str) -> str:
    """The text, from the entries of the index (name, href, description) and the dataset's document."""
    found = list(entries)
    records = [entry for entry in found if entry["href"] in RECORDS]
    others = [entry for entry in found if entry["href"] not in RECORDS]
    origin = f"Recorded from {link(dataset['article']['title'], dataset['article_url'])}."
    version = f"Version {text(dataset['version'], opens=False)}, {dataset['released']}."
    blocks = [
        f"# {text(dataset['title'])}",
        f"> {text(dataset['description'])}",
        f"{origin} {version} Licence: {text(dataset['licence'], opens=False)}.",
        "\n".join(f"- {rule}" for rule in RULES),
        *section("Records", records, base_url),
        *section("Search, words and documentation", others, base_url),
    ]
    return "\n\n".join(blocks) + "\n"


def section(title: str, entries: list[dict[str, Any]], base_url: str) -> list[str]:
    """A heading, and a link for each entry; nothing when there is none."""
    lines = [
        f"- {link(entry['name'], base_url + entry['href'])}: {text(entry['description'], opens=False)}"
        for entry in entries
    ]
    return [f"## {title}", "\n".join(lines)] if lines else []
