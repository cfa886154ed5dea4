"""Reading a seed: the files of a folder as validated entries, each knowing where it stands."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

import yaml
from pydantic import ValidationError

from app.models.columns import SLUG
from app.seeding.entries import DatasetHead, Entry
from app.seeding.entries.base import EntryError
from app.seeding.entries.values import ISO_DAY, PRINTABLE
from app.seeding.faults import Fault
from app.seeding.kinds import TABLES
from app.seeding.strict_yaml import LineMap, Path, line_of, load

CURES = {
    "extra_forbidden": "there is no such field; remove it or mend its spelling",
    "missing": "is needed; add it",
    SLUG: "write lower-case letters and digits, in words joined by hyphens",
    ISO_DAY: "write a day as YYYY-MM-DD",
    PRINTABLE: "holds a line break or control character; remove it",
}


NO_LINES: LineMap = {}  # of a JSON line, which is all one line


@dataclass(frozen=True, slots=True)
class Document:
    """An entry as read, not yet validated, and the lines of its values."""

    file: str
    line: int
    value: Any
    lines: LineMap

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at one of its values."""
        line = line_of(path, self.lines) if self.lines else self.line
        return Fault(self.file, line, ".".join(map(str, path)), message)

    def faults(self, error: ValidationError) -> Iterator[Fault]:
        """Each fault that validation found."""
        for item in error.errors(include_url=False):
            context = item.get("ctx", {})
            message = CURES.get(context.get("pattern", item["type"])) or item["msg"].removeprefix("Value error, ")
            cause = context.get("error")
            yield self.fault((*item["loc"], cause.field) if isinstance(cause, EntryError) else item["loc"], message)

    def part(self, key: str | int) -> "Document":
        """One of its values as a document of its own."""
        below = {path[1:]: line for path, line in self.lines.items() if path and path[0] == key}
        return Document(self.file, below[()], self.value[key], below)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an entry stands: all that a fault found later needs of it. There may be a million to remember."""

    id: str
    document: Document

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at one of its values."""
        return self.document.fault(path, f"{message} (entry {self.id!r})")


@dataclass(frozen=True, slots=True)
class Located:
    """A valid entry, and the document it came from."""

    entry: Entry
    document: Document

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at one of its values."""
        return self.spot().fault(path, message)

    def spot(self) -> Spot:
        """Where it stands, without what it says."""
        return Spot(self.entry.id, replace(self.document, value=None))


@dataclass(frozen=True)
class Broken:
    """An entry that can not be used, or a file that can not be read, which has no id."""

    id: str | None
    faults: list[Fault]


def read_head(folder: File) -> tuple[DatasetHead, Located] | Broken:
    """The head of the dataset, and the article in it."""
    document = next(documents(folder / "article.yaml", listed=False))
    if isinstance(document, Fault):
        return Broken(None, [document])
    try:
        head = DatasetHead.model_validate(document.value)
    except ValidationError as error:
        return Broken(None, list(document.faults(error)))
    return head, Located(head.article, document.part("article"))


def read_table(folder: File, table: str) -> Iterator[Located | Broken]:
    """The entries of a table in order."""
    lines = folder / f"{table}.jsonl"
    for document in documents(lines if lines.exists() else folder / f"{table}.yaml", listed=True):
        if isinstance(document, Fault):
            yield Broken(None, [document])
            continue
        try:
            yield Located(TABLES[table].model_validate(document.value), document)
        except ValidationError as error:
            id = document.value.get("id") if isinstance(document.value, dict) else ""
            yield Broken(str(id), list(document.faults(error)))


def documents(file: File, *, listed: bool) -> Iterator[Document | Fault]:
    """Each document of a file; a fault in the place of what can not be read."""
    try:
        if file.suffix == ".jsonl":
            yield from json_lines(file)
        else:
            yield from yaml_documents(file, listed=listed)
    except FileNotFoundError:
        yield Fault(file.name, 1, "", "the file is missing; add it, with [] for an empty table")
    except UnicodeDecodeError as error:
        line = file.read_bytes().count(b"\n", 0, error.start) + 1
        yield Fault(file.name, line, "", not_utf8(error))
    except RecursionError:
        yield Fault(file.name, 1, "", "lists stand too deep in one another; an entry needs no such depth")


def yaml_documents(file: File, *, listed: bool) -> Iterator[Document | Fault]:
    """The document of a YAML file, or each entry of the list it holds."""
    try:
        document, lines = load(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Fault(file.name, line, "", f"can not be read as YAML: {error.problem}")
        return
    if not listed:
        yield Document(file.name, 1, document, lines)
    elif not isinstance(document, list):
        yield Fault(file.name, 1, "", "must be a list of entries; write [] for an empty table")
    else:
        own: list[LineMap] = [{} for _ in document]
        for path, line in lines.items():
            if path and isinstance(path[0], int):
                own[path[0]][path[1:]] = line
        for value, below in zip(document, own, strict=True):
            yield Document(file.name, below[()], value, below)


def json_lines(file: File) -> Iterator[Document | Fault]:
    """Each line of a JSON Lines file."""
    with file.open("rb") as opened:
        for number, line in enumerate(opened, 1):
            try:
                if text := line.decode().strip():
                    yield Document(file.name, number, decoder.decode(text), NO_LINES)
            except UnicodeDecodeError as error:
                yield Fault(file.name, number, "", not_utf8(error))
            except ValueError as error:
                yield Fault(file.name, number, "", f"can not be read as JSON: {getattr(error, 'msg', error)}")


def keys_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys are each given once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice; keep one")
    return found


decoder = json.JSONDecoder(object_pairs_hook=keys_once)


def not_utf8(error: UnicodeDecodeError) -> str:
    """What is wrong with bytes that are no text."""
    return f"is not UTF-8 (byte {error.start}); save it as UTF-8"
