"""Markdown: the sourced account of an event, for notes, wikis and language tools. Figures stand apart, never summed."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from app.formats.format import Format
from app.formats.head import Head

MEDIA_TYPE = "text/markdown; charset=utf-8"
SUFFIX = ".md"
Document = dict[str, Any]

SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~$^])")  # what may begin markup anywhere
OPENING = re.compile(r"^(\d*)([-+=:.)])")  # what may begin it at the beginning of a line
ADDRESS = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E", "\\": "%5C"})
NOBODY = "nobody named"
WORDS = {"all": "people"}  # where a word of ours would not be understood alone


def encode(documents: Iterable[Document], head: Head) -> Iterator[str]:
    """The accounts, one after the other, each with all that a reader who has only this needs."""
    for position, document in enumerate(documents):
        parts = [
            [f"# {text(document['title'])}", text(document["summary"])],
            ["\n".join(facts(document, head))],
            section("Who", participants(document, head)),
            section("What is claimed", claims(document, head), "Claims overlap. Their figures must not be added up."),
            section("Where the article is at odds with itself, or silent", discrepancies(document, head)),
            section("Passages of the article", passages(document["evidence"])),
            section("Sources", sources(document, head), "Numbers are those of the article's reference list."),
            ["---", footer(document, head)],
        ]
        yield ("\n" if position else "") + "\n\n".join(block for part in parts for block in part) + "\n"


def section(title: str, lines: list[str], remark: str = "") -> list[str]:
    """A heading, a remark and a list; nothing when the list is empty."""
    return [block for block in (f"## {title}", remark, "\n".join(lines)) if block] if lines else []


def facts(document: Document, head: Head) -> list[str]:
    """When, where, what kind, and what it answers."""
    said = [f"- **When:** {when(document['date'])}"]
    if document["places"]:
        places = "; ".join(link(place["name"], head.absolute(place["href"])) for place in document["places"])
        said.append(f"- **Where:** {places}")
    said.append(f"- **Kind:** {', '.join(word(document[name]) for name in ('type', 'subtype') if document[name])}")
    if document["background"]:
        said.append("- **Background:** it led up to the skirmishes and is not part of them")
    if document["responds_to"]:
        said.append(f"- **In answer to:** {named(document['responds_to'], head)}")
    return said


def when(date: Document) -> str:
    """The day or days, or the bounds, and how they are known."""
    if date["start"]:
        said = date["start"] if date["end"] in (None, date["start"]) else f"{date['start']} to {date['end']}"
    else:
        bounds = [("not before", date["not_before"]), ("not after", date["not_after"])]
        said = ", ".join(["no day is stated", *(f"{name} {day}" for name, day in bounds if day)])
    return f"{said} ({word(date['basis'])}). {text(date['note'] or '', opens=False)}".strip()


def participants(document: Document, head: Head) -> list[str]:
    """Who took which part, and who says so."""
    parts = [(part["party"], part) for part in document["parties"]]
    parts += [(part["person"], part) for part in document["people"]]
    return [f"- {named(who, head)}: {word(part['role'])}{according(part.get('asserted_by'))}" for who, part in parts]


def according(party: Document | None) -> str:
    """Who says so, where the article does not say it in its own voice."""
    return f" (according to {text(party['name'], opens=False)})" if party else ""


def claims(document: Document, head: Head) -> list[str]:
    """Whole claims, each with its parts under it; a part whose whole is not here says that it is one."""
    found = document["claims"]
    ids = {claim["id"] for claim in found}
    parts: dict[str | None, list[Document]] = {}
    for claim in found:
        whole = claim["part_of"] and claim["part_of"]["id"]
        parts.setdefault(whole if whole in ids else None, []).append(claim)
    return list(nested(parts, None, head))


def nested(parts: dict[str | None, list[Document]], whole: str | None, head: Head, depth: int = 0) -> Iterator[str]:
    """The claims that are part of one, each with its own under it."""
    for claim in parts.get(whole, ()):
        note = " Part of a larger figure." if claim["part_of"] and whole is None else ""
        yield f"{'  ' * depth}- {'Of these: ' if depth else ''}{stated(claim, head)}{note}"
        yield from nested(parts, claim["id"], head, depth + 1)


def stated(claim: Document, head: Head) -> str:
    """A claim: the words, the figure, who makes it, the references, the passages."""
    said = [link(claim["statement"], head.absolute(claim["links"]["self"]))]
    said += [f"{word(claim['measure'])}, {word(claim['victim_class'])}: {figure(claim)}."] if claim["measure"] else []
    said.append(f"According to: {claimant(claim)}.")
    numbers = [one["number"] for one in claim["sources"] if one["number"] is not None]
    said.append(f"References: {', '.join(map(reference, numbers)) or 'none'}.")
    places = ", ".join(dict.fromkeys(passage(item) for item in claim["evidence"]))
    return " ".join([*said, f"Passages: {places}."])


def figure(claim: Document) -> str:
    """The figure as given, and its span where it has one."""
    low, best, high = claim["low"], claim["best"], claim["high"]
    if low is None and high is None:
        return "no number is given" if best is None else f"**{best}**"
    span = f"{'?' if low is None else low} to {'?' if high is None else high}"
    if best is None:
        return f"**{span}**"
    return f"**{best}**" if low == best == high else f"**{best}** ({span})"


def claimant(claim: Document) -> str:
    """The party whose claim it is, and the article's words for the one who spoke."""
    party, speaker = claim["claimant"], text(claim["speaker"] or "", opens=False)
    if party is None:
        return speaker or NOBODY
    name = text(party["name"], opens=False)
    return f"{name} (“{speaker}”)" if speaker else name


def discrepancies(document: Document, head: Head) -> list[str]:
    """Where accounts differ or say nothing."""
    return [
        f"- {named(one, head)} ({word(one['kind'])}): {text(one['explanation'], opens=False)}"
        for one in document["discrepancies"]
    ]


def passages(evidence: list[Document]) -> list[str]:
    """The passages behind it, each once, with all that they support."""
    found: dict[str, list[str]] = {}
    for item in evidence:
        found.setdefault(passage(item), []).append(item["aspect"] or "event")
    return [f"- {place}: {', '.join(word(name) for name in dict.fromkeys(names))}" for place, names in found.items()]


def passage(item: Document) -> str:
    """A link that opens the article at a passage, and the references that it cites."""
    numbers = "".join(f" {reference(number)}" for number in item["source_numbers"])
    return link(item["passage"]["id"], item["passage"]["url"]) + numbers


def sources(document: Document, head: Head) -> list[str]:
    """What is cited, by number."""
    cited = [*document["sources"], *(one for claim in document["claims"] for one in claim["sources"])]
    once = {one["id"]: one for one in cited}.values()
    return [
        f"- {reference(one['number'])} {named(one, head)}" for one in sorted(once, key=lambda one: one["number"] or 0)
    ]


def footer(document: Document, head: Head) -> str:
    """Which data it is, its licence, its address."""
    address = head.absolute(document["links"]["self"])
    dataset = f"{text(head.dataset)}, version {text(head.version, opens=False)} ({head.released})"
    return f"{dataset}. Licence: {text(head.licence, opens=False)}. Address: {link(address, address)}"


def named(record: Document, head: Head) -> str:
    """A record by its name or title, with a link to it."""
    return link(record.get("name") or record["title"], head.absolute(record["href"]))


def reference(number: int | None) -> str:
    """The number of a reference; the article itself has none."""
    return "article:" if number is None else rf"\[{number}\]"


def link(words: str, address: str) -> str:
    """A link. An address can not end before its end."""
    return f"[{text(words, opens=False)}]({address.translate(ADDRESS)})"


def word(value: str) -> str:
    """A word of ours as it is read."""
    return WORDS.get(value, value.replace("_", " "))


def text(value: str, *, opens: bool = True) -> str:
    """A text with its marks escaped; where it opens a line, also those that mean something only there."""
    escaped = SPECIAL.sub(r"\\\1", " ".join(value.splitlines()).strip())
    return OPENING.sub(r"\1\\\2", escaped) if opens else escaped


MARKDOWN = Format(SUFFIX[1:], MEDIA_TYPE, "for notes, wikis and language tools", encode, lists=False, records=True)
