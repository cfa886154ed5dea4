"""/llms.txt (llmstxt.org) says what the service is and where to begin; /llms-full.txt has the record in sentences.

Both are for language models and people who use them. In the full text no figure stands without its claimant.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from app import urls
from app.formats.markdown import escape, escape_line, link
from app.vocabulary import COLLECTIONS

MEDIA_TYPE = "text/plain; charset=utf-8"
MAX_BYTES = 25_000  # of the full text: what one fetch of a language tool takes whole
RESERVED = 200  # of these for the line that says that there is more
MAX_EVENTS = 200  # more than fit
RECORDS = {urls.collection(name) for name in COLLECTIONS}
FIGURES = "Casualty figures are claims that overlap: never add them up, and always name the claimant."
JSON = "`null` means “not stated”; `basis: inferred` marks an inference of ours, not a statement of the article."
CREDIT = "Credit the article and this record, and give the version."


def encode(entries: Iterable[dict[str, Any]], dataset: dict[str, Any], base_url: str) -> str:
    """The text, from the entries of the index (name, href, description) and the dataset's document."""
    entries = list(entries)
    blocks = [
        *heading(dataset),
        *section("Records", [entry for entry in entries if entry["href"] in RECORDS], base_url),
        *section(
            "Search, vocabulary and documentation",
            [entry for entry in entries if entry["href"] not in RECORDS],
            base_url,
        ),
    ]
    return "\n\n".join(blocks) + "\n"


def encode_full(
    events: Iterable[dict[str, Any]], claims: Iterable[dict[str, Any]], dataset: dict[str, Any], base_url: str
) -> str:
    """The events with their claims, then the claims about no event, as sentences with links to the records.

    It ends before MAX_BYTES with the address of the list that has the rest.
    """
    sections = [*(event_section(event, base_url) for event in events), *general_claims(claims, base_url)]
    blocks = heading(dataset)
    size = sum(block_size(block) for block in blocks)
    for block in sections:
        size += block_size(block)
        if size > MAX_BYTES - RESERVED:
            blocks.append(f"More events and claims: {link(urls.collection('events'), base_url + '/events')}.")
            break
        blocks.append(block)
    return "\n\n".join(blocks) + "\n"


def block_size(block: str) -> int:
    """The bytes that a block takes, with the empty line after it."""
    return len(block.encode()) + 2


def event_section(event: dict[str, Any], base_url: str) -> str:
    """An event: what happened, who says what about it, and what the article does not say."""
    title = link(event["caption"], base_url + event["links"]["self"])
    lines = [f"- {claim_line(claim, base_url)}" for claim in event["claims"]]
    lines += [f"- Not stated: {escape(item['text'])}." for item in event["not_stated"]]
    return "\n".join([f"## {title}", escape_line(event["summary"]), *lines])


def general_claims(claims: Iterable[dict[str, Any]], base_url: str) -> list[str]:
    """The claims that are about no event; nothing if there are none."""
    lines = [f"- {claim_line(claim, base_url)}" for claim in claims]
    return ["\n".join(["## Claims about no single event", *lines])] if lines else []


def claim_line(claim: dict[str, Any], base_url: str) -> str:
    """A claim as a finished sentence that links to its record."""
    return link(claim["text"], base_url + claim["links"]["self"])


def heading(dataset: dict[str, Any], reading: str = JSON) -> list[str]:
    """What the record is, its version and licence, and the rules for whoever quotes it.

    `reading` is that for what is not stated or inferred, as the answers mark it.
    """
    origin = f"Recorded from {link(dataset['article']['title'], dataset['article_url'])}."
    version = f"Version {escape(dataset['version'])}, {dataset['released']}."
    return [
        f"# {escape_line(dataset['title'])}",
        f"> {escape_line(dataset['description'])}",
        f"{origin} {version} Licence: {escape(dataset['licence'])}.",
        "\n".join(f"- {rule}" for rule in (FIGURES, reading, CREDIT)),
    ]


def section(title: str, entries: Sequence[dict[str, Any]], base_url: str) -> list[str]:
    """A heading and a link for each entry; nothing if there are no entries."""
    lines = [f"- {link(entry['name'], base_url + entry['href'])}: {escape(entry['description'])}" for entry in entries]
    return [f"## {title}", "\n".join(lines)] if lines else []
