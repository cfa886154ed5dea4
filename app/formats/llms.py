"""/llms.txt (llmstxt.org): what the service is and where to begin, for language models and people who use them."""

from collections.abc import Iterable, Sequence
from typing import Any

from app import urls
from app.formats.markdown import escape, escape_line, link
from app.vocabulary import COLLECTIONS

MEDIA_TYPE = "text/plain; charset=utf-8"
RECORDS = {urls.collection(name) for name in COLLECTIONS}
RULES = (
    "Casualty figures are claims that overlap: never add them up, and always name the claimant.",
    "`null` means “not stated”; `basis: inferred` marks an inference of ours, not a statement of the article.",
    "Credit the article and this record, and give the version.",
)


def encode(entries: Iterable[dict[str, Any]], dataset: dict[str, Any], base_url: str) -> str:
    """The text, from the entries of the index (name, href, description) and the dataset's document."""
    entries = list(entries)
    origin = f"Recorded from {link(dataset['article']['title'], dataset['article_url'])}."
    version = f"Version {escape(dataset['version'])}, {dataset['released']}."
    blocks = [
        f"# {escape_line(dataset['title'])}",
        f"> {escape_line(dataset['description'])}",
        f"{origin} {version} Licence: {escape(dataset['licence'])}.",
        "\n".join(f"- {rule}" for rule in RULES),
        *section("Records", [entry for entry in entries if entry["href"] in RECORDS], base_url),
        *section(
            "Search, vocabulary and documentation",
            [entry for entry in entries if entry["href"] not in RECORDS],
            base_url,
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def section(title: str, entries: Sequence[dict[str, Any]], base_url: str) -> list[str]:
    """A heading and a link for each entry; nothing if there are no entries."""
    lines = [f"- {link(entry['name'], base_url + entry['href'])}: {escape(entry['description'])}" for entry in entries]
    return [f"## {title}", "\n".join(lines)] if lines else []
