"""The tools for language models, called as a client calls them: by the SDK, over the program's standard streams."""

import re
from collections.abc import Iterator, Mapping
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
ESCAPE = re.compile(r"\\(.)")
DATE = re.compile(r"\b(\d{1,2} to )?\d{1,2}( and \d{1,2})? (January|February|March|November|December)( \d{4})?\b")
NOT_PEOPLE = re.compile(r"\breferences? [\d, and]+|\[\d+\]|\b\d+(st|nd|rd|th)\b|\b[Vv]ersion [\d.]+|\bv[\d.]+")
VICTIMS = re.compile(r"\b(killed|wounded|injured|dead|died|deaths?|casualties|victims?)\b", re.IGNORECASE)
WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
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


def without_claimant(text: str, claimants: re.Pattern[str], titles: re.Pattern[str]) -> list[str]:
    """The sentences of a Markdown text that give a number of victims and do not say who gives it.

    `titles` are those of events: that the strikes were in Iran does not mean that Iran says so.
    """
    plain = ESCAPE.sub(r"\1", TARGET.sub("]", text))
    sentences = [sentence for line in plain.splitlines() for sentence in SENTENCE_END.split(line)]
    return [
        sentence
        for sentence in sentences
        if gives_victims(sentence) and not claimants.search(titles.sub(" ", sentence)) and "who gave" not in sentence
    ]


def gives_victims(sentence: str) -> bool:
    """Whether it gives a number of people killed or hurt."""
    return bool(VICTIMS.search(sentence) and NUMBER.search(NOT_PEOPLE.sub(" ", DATE.sub(" ", sentence))))
