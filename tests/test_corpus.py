"""The comparison of two recordings: what it tells apart, and when it fails."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.corpus.__main__ import main
from tests.support.corpus.recording import Answer, Request, get, read, write

EVENTS, WRONG, OPENAPI = get("/events"), get("/events?type=stike"), get("/openapi.json")
FAULT = {"parameter": "type", "value": "stike", "message": "No such type.", "nearest": ["strike"]}
PROBLEM = {"status": 400, "detail": "1 fault.", "errors": [FAULT]}
DOCUMENT = {"paths": {"/events": {"summary": "Events"}}, "properties": {"description": {"type": "string"}}}


def answer(document: Any, status: int = 200, tag: str = '"a"', media_type: str = "application/json") -> Answer:
    """An answer with a JSON document."""
    return Answer(status, [["content-type", media_type], ["etag", tag]], json.dumps(document).encode())


def problem(**changes: object) -> Answer:
    """The answer to a wrong type; `changes` are made to its fault."""
    return answer({**PROBLEM, "errors": [{**FAULT, **changes}]}, 400, media_type="application/problem+json")


def compare(folder: Path, request: Request, answers: tuple[Answer, Answer], *allowed: str) -> int:
    """The exit status for two recordings of one request, groups of differences being allowed."""
    files = folder / "old.jsonl.gz", folder / "new.jsonl.gz"
    for file, recorded in zip(files, answers, strict=True):
        write(file, [(request, recorded)])
    return main(["compare", *map(str, files), *(f"--allow={group}" for group in allowed)])


@pytest.mark.parametrize(
    ("request_", "old", "new", "group"),
    [
        (EVENTS, answer([1]), answer([1], 404), "status"),
        (EVENTS, answer([1]), answer([1], tag='"b"'), "header:etag"),
        (EVENTS, answer({"data": [{"id": 1}]}), answer({"data": [{"id": 2}]}), "body"),
        (EVENTS, answer({"a": 1, "b": 2}), answer({"b": 2, "a": 1}), "body"),
        (EVENTS, answer({"notices": ["one"]}), answer({"notices": ["two"]}), "text"),
        (EVENTS, answer({"notices": ["one"]}), answer({"notices": []}), "body"),
        (WRONG, problem(), problem(message="Unknown type."), "text"),
        (WRONG, problem(), problem(message="Unknown type.", nearest=[]), "body"),
        (OPENAPI, answer(DOCUMENT), answer({**DOCUMENT, "paths": {"/events": {"summary": "All events"}}}), "text"),
        (OPENAPI, answer(DOCUMENT), answer({**DOCUMENT, "properties": {}}), "body"),
        (OPENAPI, answer(DOCUMENT), answer({**DOCUMENT, "properties": {"description": {"type": "null"}}}), "body"),
    ],
)
def test_a_difference_is_put_in_its_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, request_: Request, old: Answer, new: Answer, group: str
) -> None:
    assert compare(tmp_path, request_, (old, old)) == 0
    assert capsys.readouterr().out == "1 requests, 1 answered alike\n"
    assert compare(tmp_path, request_, (old, new)) == 1
    printed = capsys.readouterr().out
    assert printed.startswith("1 requests, 0 answered alike\n")
    assert f"\n{group} " in printed
    assert compare(tmp_path, request_, (old, new), "elsewhere") == 1
    assert compare(tmp_path, request_, (old, new), group) == 0


def test_a_recording_is_read_as_it_was_written(tmp_path: Path) -> None:
    exchanges = [(Request("/\xff", "POST", [], "1.0", "ab"), Answer(0, [], b"\xff\x00")), (EVENTS, answer("é"))]
    write(tmp_path / "file", exchanges)
    assert read(tmp_path / "file") == exchanges


def test_recordings_of_different_requests_are_not_compared(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    write(old, [(EVENTS, answer([]))])
    write(new, [(WRONG, answer([]))])
    with pytest.raises(ValueError, match="--requests"):
        main(["compare", str(old), str(new)])
