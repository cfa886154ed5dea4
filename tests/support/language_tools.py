"""The tools for language models, called as a client calls them: by the SDK, over the program's standard streams."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import types
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from app.database import Target
from tests.support import cli
from tests.support.paths import ROOT

TARGET = re.compile(r"\]\(\S+?\)")  # the address of a link
NEXT = re.compile(r"`cursor`: (\S+)")
SENTENCE_END = re.compile(r"(?<=[.!?])[\])”]*\s+")
GAPS = "Not stated: "
ESCAPE = re.compile(r"\\(.)")
DATE = re.compile(r"\b(\d{1,2} to )?\d{1,2}( and \d{1,2})? (January|February|March|November|December)( \d{4})?\b")
NOT_PEOPLE = re.compile(
    r"\b[Rr]eferences? [\d, and]+|\[\d+\]|\b\d+(st|nd|rd|th)\b|\b[Vv]ersion [\d.]+|\bv[\d.]+"
    r"|\b(no|which) one\b|\b(one group|two names)\b"
)
VICTIMS = re.compile(r"\b(killed|wounded|injured|dead|died|deaths?|casualties|victims?|lost|losses)\b", re.IGNORECASE)
WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
DIGITS = {word: str(value) for value, word in enumerate(WORDS.split("|")[:12], 1)}
NUMBER = re.compile(rf"\b(\d+|{WORDS})\b", re.IGNORECASE)


class Answer(NamedTuple):
    """What a tool answered."""

    text: str
    is_error: bool

    @property
    def cursor(self) -> str | None:
        """Where the next page begins."""
        match = NEXT.search(self.text)
        return match and match[1]

    @property
    def links(self) -> list[str]:
        """The addresses that it links to."""
        return [target[2:-1] for target in TARGET.findall(self.text)]

    def ids(self, collection: str) -> list[str]:
        """The ids of the records of a collection that it links to."""
        pattern = re.compile(rf".*/{collection}/([^/#]+)")
        return [match[1] for match in map(pattern.fullmatch, self.links) if match]


class Tools(NamedTuple):
    """A session with the program."""

    portal: BlockingPortal
    client: Client

    def list(self) -> list[types.Tool]:
        """The tools that it declares."""
        return self.portal.call(self.client.list_tools).tools

    def call(self, name: str, arguments: Mapping[str, Any]) -> Answer:
        """Call a tool, whose answer is always one text."""
        result = self.portal.call(self.client.call_tool, name, dict(arguments))
        (content,) = result.content
        assert isinstance(content, types.TextContent)
        return Answer(content.text, bool(result.is_error))


@contextmanager
def language_tools(database: Target, folder: Path, **settings: object) -> Iterator[Tools]:
    """The program with these settings, started in a folder of its own, as desktop clients start it."""
    environment = cli.environment(database_url=cli.database_url(database), **settings) | {"PYTHONPATH": str(ROOT)}
    command, *words = cli.argv("mcp")
    program = StdioServerParameters(command=command, args=words, env=environment, cwd=folder)
    with (
        (folder / "log").open("w") as log,
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(stdio_client(program, errlog=log))) as client,
    ):
        yield Tools(portal, client)


class Claimants:
    """Who gives which number in the claims of the record."""

    def __init__(self, claims: Iterable[Mapping[str, Any]], titles: Iterable[str]) -> None:
        self.titles = any_of(titles)
        self.by_number: dict[str, set[str]] = {}
        for claim in claims:
            for number in numbers(claim["text"]):
                self.by_number.setdefault(number, set()).update(names(claim))
        self.all = {name for given in self.by_number.values() for name in given}

    def without_claimant(self, text: str) -> list[str]:
        """The sentences of a Markdown text that give a number of victims and name no one who gives it.

        That the strikes were in Iran, as titles of events have it, does not mean that Iran says so.
        """
        plain = ESCAPE.sub(r"\1", TARGET.sub("]", text))
        sentences = (sentence for line in plain.splitlines() for sentence in SENTENCE_END.split(line))
        return [part for sentence in sentences for part in gaps(sentence) if self.is_bare(part)]

    def is_bare(self, sentence: str) -> bool:
        """Whether it gives a number of victims that no one named in it gives."""
        said = self.titles.sub(" ", sentence)
        return gives_victims(sentence) and not all(
            any_of(self.by_number.get(number, self.all)).search(said) for number in numbers(sentence)
        )


def names(claim: Mapping[str, Any]) -> set[str]:
    """What whoever makes a claim is called in texts: `Iran`, or `summary table` of the article's summary table."""
    attribution = claim["attribution"].removeprefix("the ").removesuffix(", without attribution")
    short = re.fullmatch(r"headline of an? (.+) report|article's (.+)", attribution)
    return {attribution, *(filter(None, short.groups()) if short else ())}


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of these words, whatever their case."""
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(longest_first)})\b", re.IGNORECASE)


def gaps(sentence: str) -> list[str]:
    """What is not stated, each by itself, since none tells who gives the figure in another; else the sentence."""
    return sentence.split("; ") if sentence.startswith(GAPS) else [sentence]


def gives_victims(sentence: str) -> bool:
    """Whether it gives a number of people killed or hurt."""
    return bool(VICTIMS.search(sentence) and numbers(sentence))


def numbers(sentence: str) -> set[str]:
    """The numbers in it that may be of people, in digits where they have a word of their own."""
    found = NUMBER.findall(NOT_PEOPLE.sub(" ", DATE.sub(" ", sentence)))
    return {DIGITS.get(number.lower(), number.lower()) for number in found}
