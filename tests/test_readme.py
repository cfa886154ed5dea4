"""The README's questions, asked: each answer printed there is what the service really gives."""

import json
import re
from collections.abc import Iterator

import httpx2
import pytest

from tests.support.paths import ROOT

README = ROOT / "README.md"
CURL = r"```sh\ncurl -s 'http://127\.0\.0\.1:8000(?P<path>[^']+)'\n```\n"
QUESTION = re.compile(rf"{CURL}(?:\n```json\n(?P<answer>.*?)\n```\n)?", re.DOTALL)


def questions() -> Iterator[re.Match[str]]:
    """Each question, with the answer that stands under it."""
    return QUESTION.finditer(README.read_text(encoding="utf-8"))


def shown(http: httpx2.Client, path: str) -> str:
    """What the README shows of an answer: the data of a list, a line for each record; the whole of an error."""
    answer = http.get(path).json()
    records = answer.get("data", answer)
    if not isinstance(records, list):
        return json.dumps(records, ensure_ascii=False, indent=1)
    return "[" + ",\n ".join(json.dumps(record, ensure_ascii=False) for record in records) + "]"


def test_there_are_ten_questions_and_an_error() -> None:
    assert len(list(questions())) == 11


@pytest.mark.parametrize("path", [match["path"] for match in questions()])
def test_each_answer_is_the_services(http: httpx2.Client, path: str, update: bool) -> None:
    text = README.read_text(encoding="utf-8")
    match = next(match for match in questions() if match["path"] == path)
    answer = shown(http, path)
    if update:
        question = text[match.start() : match.end("path")]
        block = f"{question}'\n```\n\n```json\n{answer}\n```\n"
        README.write_text(text[: match.start()] + block + text[match.end() :], encoding="utf-8")
        return
    assert match["answer"] == answer


def test_every_address_of_the_formats_answers(http: httpx2.Client) -> None:
    text = README.read_text(encoding="utf-8").partition("\n## Formats\n")[2].partition("\n## ")[0]
    ids = {"events": "kerman-bombings", "claims": "iran-nine-people-killed"}
    named = [word for word in re.findall(r"`(/[^`]+)`", text) if "ARTICLE" not in word]
    assert len(named) > 15
    named += re.findall(r"curl -s 'http://127\.0\.0\.1:8000([^']+)' -o", text)
    for address in named:
        kind = "claims" if address.startswith("/claims") else "events"
        filled = address.replace("ID", ids[kind]).replace("PASSAGE", "lead-1")
        assert http.get(filled).status_code == 200, filled
