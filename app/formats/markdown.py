"""Markdown, for notes, wikis and language models: lists of records, and the sourced account of an event.

Figures are listed, never summed. The accounts of other records are made in app/formats/markdown_records.py.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.formats.feed_entries import record_text, record_title
from app.formats.format import DocumentInfo, Encoder, Format
from app.queries.engine.stream import BriefFileParams

Document = dict[str, Any]

CAUTION = "Claims overlap. Their figures must not be added up."
GAPS = "Where the article contradicts itself or says nothing"
WHOLE = "the whole record"
NUMBERS = "Numbers are those of the article's reference list."
MARKUP = re.compile(r"([\\`*_\[\]<>&#|~$^])")  # may begin markup anywhere
LINE_MARKUP = re.compile(r"^(\d*)([-+=:.)])")  # may begin markup at the start of a line
URL_ESCAPES = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C"})


def encoder(account: Callable[[Document, DocumentInfo], list[list[str]]]) -> Encoder:
    """The encoder of records by this function, which returns the blocks of an account, and of lists by a line each."""

    def encode(documents: Iterable[Document], info: DocumentInfo) -> Iterator[str]:
        """A list, or the accounts one after the other, each complete for a reader who has nothing else."""
        if info.params is not None:
            yield from encode_list(documents, info)
            return
        for position, document in enumerate(documents):
            blocks = [block for part in account(document, info) for block in part if block]
            yield ("\n" if position else "") + "\n\n".join(blocks) + "\n"

    return encode


def encode_list(documents: Iterable[Document], info: DocumentInfo) -> Iterator[str]:
    """A line for each record: a link to it by its title, and what it says in words."""
    yield f"# {escape_line(info.title)}\n\n"
    for document in documents:
        title, text = record_title(document), record_text(document)
        address = info.absolute(document["links"]["self"])
        yield f"- {link(title, address)}{f': {escape(text)}' if text and text != title else ''}\n"
    yield f"\n---\n\n{about(info)} Address: {link(info.url, info.url)}\n"


def matrix(record: Document, questions: Iterable[Document], info: DocumentInfo) -> str:
    """Who says what about an event or strike: the claims that answer each question, and where they differ."""
    made = {claim["links"]["self"]: claim for claim in record["claims"]}
    blocks = [f"# Who says what: {escape_line(record['title'])}", CAUTION]
    for question in questions:
        answers = {"claims": [made[answer["claim"]] for answer in question["answers"]]}
        blocks += section(escape_line(question["question"].capitalize()), claims(answers, info))
        blocks += section(GAPS, discrepancies(question, info), level=3)
    return "\n\n".join([*blocks, "---", footer(record, info)]) + "\n"


def account(document: Document, info: DocumentInfo) -> list[list[str]]:
    """The blocks of the account of an event."""
    return [
        [f"# {escape_line(document['title'])}", escape_line(document["summary"])],
        ["\n".join(facts(document, info))],
        section("Who", participants(document, info)),
        section("Claims", claims(document, info), CAUTION),
        section("Not stated", [f"- {escape(item['text'])}" for item in document["not_stated"]]),
        section(GAPS, discrepancies(document, info)),
        section("Passages of the article", passages(document["evidence"])),
        section("Sources", sources(document, info), NUMBERS),
        ["---", footer(document, info)],
    ]


def section(title: str, lines: Sequence[str], remark: str = "", level: int = 2) -> list[str]:
    """A heading, a remark and a list; nothing if the list is empty."""
    return [block for block in (f"{'#' * level} {title}", remark, "\n".join(lines)) if block] if lines else []


def facts(document: Document, info: DocumentInfo) -> Iterator[str]:
    """When, where, what kind of event, and what it responds to."""
    yield f"- **When:** {date_text(document['date'])}"
    if document["places"]:
        places = "; ".join(link(place["name"], info.absolute(place["href"])) for place in document["places"])
        yield f"- **Where:** {places}"
    yield f"- **Kind:** {', '.join(label(document[name]) for name in ('type', 'subtype') if document[name])}"
    if document["background"]:
        yield "- **Background:** it led up to the skirmishes and is not part of them"
    if document["caveat"]:
        yield f"- **How we read it:** {escape(document['caveat'])}"
    if document["responds_to"]:
        yield f"- **In response to:** {record_link(document['responds_to'], info)}"


def date_text(date: Document) -> str:
    """When it happened, in words, and how that is known, which a single day that is inferred says itself."""
    text, basis = escape(date["text"]), label(date["basis"])
    known = text if f"({basis}, " in text else f"{text} ({basis})"
    return f"{known}. {escape(date['note'] or '')}".strip()


def participants(document: Document, info: DocumentInfo) -> list[str]:
    """Each party and person with their role, and who asserts it."""
    roles = [(role["party"], role) for role in document["parties"]]
    roles += [(role["person"], role) for role in document["people"]]
    return [
        f"- {record_link(participant, info)}: {label(role['role'])}{attribution(role.get('asserted_by'))}"
        for participant, role in roles
    ]


def attribution(party: Document | None) -> str:
    """The party that asserts something the article does not state in its own voice."""
    return f" (according to {escape(party['name'])})" if party else ""


def claims(document: Document, info: DocumentInfo) -> list[str]:
    """The claims, each followed by its parts. A part whose whole is not in the document is marked as a part."""
    ids = {claim["id"] for claim in document["claims"]}
    parts: dict[str | None, list[Document]] = {}
    for claim in document["claims"]:
        whole = claim["part_of"] and claim["part_of"]["id"]
        parts.setdefault(whole if whole in ids else None, []).append(claim)
    return list(claim_lines(parts, None, info))


def claim_lines(
    parts: Mapping[str | None, Sequence[Document]], whole: str | None, info: DocumentInfo, depth: int = 0
) -> Iterator[str]:
    """The claims that are part of a whole, each followed by its own parts."""
    for claim in parts.get(whole, ()):
        note = " Part of a larger figure." if claim["part_of"] and whole is None else ""
        yield f"{'  ' * depth}- {'Of these: ' if depth else ''}{claim_text(claim, info)}{note}"
        yield from claim_lines(parts, claim["id"], info, depth + 1)


def claim_text(claim: Document, info: DocumentInfo) -> str:
    """A claim as a finished sentence with its claimant and references, and the passages that make it."""
    passages = "; ".join(dict.fromkeys(passage_link(item) for item in claim["evidence"]))
    return f"{link(claim['text'], info.absolute(claim['links']['self']))} Passages: {passages}."


def discrepancies(document: Document, info: DocumentInfo) -> list[str]:
    """Where accounts differ or say nothing; a discrepancy nested under a claim has no explanation there."""
    return [
        f"- {record_link(item, info)} ({label(item['kind'])})"
        + (f": {escape(text)}" if (text := item.get("explanation")) else "")
        for item in document["discrepancies"]
    ]


def passages(evidence: Iterable[Document]) -> list[str]:
    """The passages that support a record, each once, with everything that it supports."""
    aspects: dict[str, list[str]] = {}
    for item in evidence:
        aspects.setdefault(passage_link(item), []).append(label(item["aspect"] or WHOLE))
    return [f"- {passage} supports {', '.join(dict.fromkeys(names))}" for passage, names in aspects.items()]


def passage_link(item: Document) -> str:
    """A link that opens the article at a passage, and the references cited there."""
    numbers = "".join(f" {reference(number)}" for number in item["source_numbers"])
    return link(item["passage"]["label"], item["passage"]["url"]) + numbers


def sources(document: Document, info: DocumentInfo) -> list[str]:
    """The sources cited, by number."""
    cited = [*document["sources"], *(source for claim in document["claims"] for source in claim["sources"])]
    unique = {source["id"]: source for source in cited}.values()
    return [
        f"- {reference(source['number'])} {record_link(source, info)}"
        for source in sorted(unique, key=lambda source: source["number"] or 0)
    ]


def footer(document: Document, info: DocumentInfo) -> str:
    """The dataset, its licence, and the address of the record."""
    address = info.absolute(document["links"]["self"])
    return f"{about(info)} Address: {link(address, address)}"


def about(info: DocumentInfo) -> str:
    """The dataset with its version and licence."""
    dataset = f"{escape_line(info.dataset)}, version {escape(info.version)} ({info.released})"
    return f"{dataset}. Licence: {escape(info.licence)}."


def record_link(record: Document, info: DocumentInfo) -> str:
    """A link to a record by its name or title."""
    return link(record.get("name") or record["title"], info.absolute(record["href"]))


def reference(number: int | None) -> str:
    """The number of a reference; the article itself has none."""
    return "article:" if number is None else rf"\[{number}\]"


def link(label: str, address: str) -> str:
    """A link. Characters that would end the address early are percent-encoded."""
    return f"[{escape(label)}]({address.translate(URL_ESCAPES)})"


def label(value: str) -> str:
    """A word of the vocabulary as readers see it."""
    return value.replace("_", " ")


def escape(text: str) -> str:
    """A text on one line, with the characters escaped that could begin markup."""
    return MARKUP.sub(r"\\\1", " ".join(text.splitlines()).strip())


def escape_line(text: str) -> str:
    """A text that begins a line, where more characters could begin markup."""
    return LINE_MARKUP.sub(r"\1\\\2", escape(text))


encode = encoder(account)
MARKDOWN = Format(
    "md",
    "text/markdown; charset=utf-8",
    "for notes, wikis and language models",
    encode,
    records=True,
    params=BriefFileParams,
)
