"""Markdown of any record: its title and text, each of its fields in words, and the passages and sources behind it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.formats import markdown
from app.formats.feed_entries import TITLES, record_text, record_title
from app.formats.format import DocumentInfo
from app.formats.markdown import Document, escape, label, link, passage_link, section

# Fields that stand elsewhere in the account: in its heading, text or sections.
OMITTED = {
    *TITLES, "id", "record_kind", "links", "summary", "text", "explanation", "statement", "claims", "not_stated",
    "discrepancies", "evidence", "sources", "corrected_by",
}  # fmt: skip
NAMES = ("title", "name", "label", "text", "wording", "id")  # of what is nested, the first that it has
WORD = re.compile(r"[a-z]+(_[a-z]+)*")


def account(document: Document, info: DocumentInfo) -> list[list[str]]:
    """The blocks of the account of a record."""
    return [
        [f"# {markdown.escape_line(record_title(document))}", *map(markdown.escape_line, texts(document))],
        ["\n".join(facts(document, info))],
        section("Claims", markdown.claims({"claims": [], **document}, info), markdown.CAUTION),
        section("Not stated", [f"- {escape(item['text'])}" for item in document.get("not_stated", ())]),
        section(markdown.GAPS, markdown.discrepancies({"discrepancies": [], **document}, info)),
        section("Passages of the article", markdown.passages(document.get("evidence", ()))),
        section("Sources", markdown.sources({"sources": [], "claims": [], **document}, info), markdown.NUMBERS),
        section("Corrections", [f"- {named(item, info)}" for item in document["corrected_by"]]),
        ["---", markdown.footer(document, info)],
    ]


def texts(document: Document) -> list[str]:
    """What the record says, in words, if it says more than its title."""
    text = record_text(document)
    return [text] if text and text != record_title(document) else []


def facts(document: Document, info: DocumentInfo) -> Iterator[str]:
    """A line for each other field that has a value."""
    for name, value in document.items():
        if name not in OMITTED and (text := in_words(value, info)):
            yield f"- **{escape(label(name).capitalize())}:** {text}"


def in_words(value: Any, info: DocumentInfo) -> str:
    """A value on one line: words without underscores, records as links, several separated by semicolons."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(filter(None, (in_words(item, info) for item in value)))
    if isinstance(value, dict):
        return nested(value, info)
    if isinstance(value, str) and value.startswith(("https://", "http://")):
        return link(value, value)
    if isinstance(value, str) and WORD.fullmatch(value):
        return escape(label(value))
    return "" if value is None else escape(str(value))


def nested(value: Document, info: DocumentInfo) -> str:
    """What is nested in a record: a date in words, a record by its name, anything else as its fields."""
    if "basis" in value:
        return markdown.date_text(value)
    if "url" in value:
        return passage_link({"source_numbers": (), "passage": value})
    if "href" in value:
        return named(value, info)
    fields = ((name, in_words(item, info)) for name, item in value.items())
    return ", ".join(f"{escape(label(name))}: {text}" for name, text in fields if text)


def named(record: Document, info: DocumentInfo) -> str:
    """A link to a record by its name, with its role or the aspect concerned if it has one here."""
    name = next(record[field] for field in NAMES if record.get(field))
    note = record.get("role") or record.get("aspect")
    return link(name, info.absolute(record["href"])) + (f" ({escape(label(note))})" if note else "")


encode = markdown.encoder(account)
RECORD_MARKDOWN = replace(markdown.MARKDOWN, encode=encode)
