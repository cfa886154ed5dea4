"""Every example in the README and docs/ is sent: each printed answer and each address is what the service gives."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.support.documented import REQUEST_ID
from tests.support.paths import ROOT

README = ROOT / "README.md"
GUIDES = (README, *sorted((ROOT / "docs").glob("*.md")))
EXAMPLE = re.compile(r"```console\n\$ curl '127\.0\.0\.1:8000(?P<path>[^']+)'\n(?P<answer>.*?)```\n", re.DOTALL)
ADDRESS = re.compile(r"`(/[^`\s]+)`|(?:127\.0\.0\.1:8000|https://example\.org)(/[^\s'\"`)]+)")
IDS = {"/events": "kerman-bombings", "/feeds": "kerman-bombings", "/claims": "iran-nine-people-killed"}
COLUMNS = 80  # of a terminal
CLOSING = 4  # columns left for the brackets that may follow a value


def examples(guide: Path) -> Iterator[re.Match[str]]:
    """Each request in a guide, with the answer printed below it."""
    return EXAMPLE.finditer(guide.read_text(encoding="utf-8"))


def addresses(guide: Path) -> set[str]:
    """Each address that a guide names, without those whose answer it prints; placeholders are filled in."""
    text = EXAMPLE.sub("", guide.read_text(encoding="utf-8"))
    return {fill(code or url) for code, url in ADDRESS.findall(text)}


def fill(address: str) -> str:
    """An address with the id of a real record in place of ID, or PASSAGE."""
    collection = re.match("/[^/.?]+", address)
    record = IDS.get(collection[0], "") if collection else ""
    return address.replace("PASSAGE", "lead-1").replace("ID", record)


def answer(http: httpx2.Client, path: str) -> str:
    """What a guide prints of an answer: its data, or the whole of an error."""
    body = http.get(path, headers={"X-Request-ID": REQUEST_ID}).json()
    return layout(body.get("data", body))


def layout(value: Any, column: int = 0) -> str:
    """JSON whose lines are broken between members, as seldom as the columns of a terminal allow."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or column + len(line) <= COLUMNS - CLOSING:
        return line
    labels = [f"{json.dumps(key)}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    items = value.values() if isinstance(value, dict) else value
    members = [label + layout(item, column + 1 + len(label)) for label, item in zip(labels, items, strict=True)]
    lines = members[:1]
    for member in members[1:]:
        joined = f"{lines[-1]}, {member}"
        if "\n" in joined or column + len(joined) > COLUMNS - CLOSING:
            lines.append(member)
        else:
            lines[-1] = joined
    return line[0] + f",\n{' ' * (column + 1)}".join(lines) + line[-1]


EXAMPLES = [pytest.param(guide, match["path"], id=match["path"]) for guide in GUIDES for match in examples(guide)]


def test_the_readme_has_five_questions_and_an_error() -> None:
    assert len(list(examples(README))) == 6


@pytest.mark.parametrize(("guide", "path"), EXAMPLES)
def test_a_printed_answer_is_the_answer_of_the_service(
    http: httpx2.Client, guide: Path, path: str, update: bool
) -> None:
    match = next(match for match in examples(guide) if match["path"] == path)
    expected = answer(http, path) + "\n"
    if update:
        text = guide.read_text(encoding="utf-8")
        guide.write_text(text[: match.start("answer")] + expected + text[match.end("answer") :], encoding="utf-8")
        return
    assert match["answer"] == expected


def test_examples_in_the_readme_fit_a_terminal() -> None:
    lines = [line for match in examples(README) for line in match.group().splitlines()]
    assert [line for line in lines if len(line) > COLUMNS] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_every_address_in_a_guide_answers(http: httpx2.Client, guide: Path) -> None:
    named = addresses(guide)
    assert named, "the guide names no address, or names them in a way this test does not read"
    assert {address: status for address in named if (status := http.get(address).status_code) != httpx2.codes.OK} == {}
