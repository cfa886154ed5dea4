"""Requests, their answers, and the file that keeps them: a line of JSON each, gzipped."""

import base64
import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

Headers = list[list[str]]
HOST = ["Host", "skirmishes.test"]


class Request(NamedTuple):
    """A request. Every text is sent as Latin-1, a byte for each character, so that any bytes can be sent."""

    target: str
    method: str = "GET"
    headers: Headers = [HOST]  # noqa: RUF012, never changed
    version: str = "1.1"
    body: str = ""

    def encode(self) -> bytes:
        """The bytes to send."""
        head = [
            f"{self.method} {self.target} HTTP/{self.version}",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        return "\r\n".join([*head, "", self.body]).encode("latin-1")


class Answer(NamedTuple):
    """An answer. The status is 0 when the service closed the connection without one. The body is decoded."""

    status: int
    headers: Headers
    body: bytes


Exchange = tuple[Request, Answer]


def get(target: str, *headers: list[str], method: str = "GET") -> Request:
    """A request with a Host and these headers."""
    return Request(target, method, [HOST, *headers])


def write(file: Path, exchanges: Iterable[Exchange]) -> None:
    """Write a recording."""
    with gzip.open(file, "wt", encoding="utf-8", compresslevel=2) as lines:
        for request, answer in exchanges:
            line = {"request": request._asdict(), "answer": {**answer._asdict(), **packed(answer.body)}}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def read(file: Path) -> list[Exchange]:
    """Read a recording."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [exchange(json.loads(line)) for line in lines]


def exchange(line: dict[str, Any]) -> Exchange:
    """A request and its answer, from a line of the file."""
    answer = line["answer"]
    body = base64.b64decode(answer["base64"]) if "base64" in answer else answer["body"].encode()
    return Request(**line["request"]), Answer(answer["status"], answer["headers"], body)


def packed(body: bytes) -> dict[str, str | None]:
    """A body as JSON can hold it: as text, or in base64 where it is not UTF-8."""
    try:
        return {"body": body.decode()}
    except UnicodeDecodeError:
        return {"body": None, "base64": base64.b64encode(body).decode()}
