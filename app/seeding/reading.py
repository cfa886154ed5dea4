"""Reading a seed: the files of a folder as validated entries, each knowing where it stands."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

import yaml
from pydantic import ValidationError

from app.seeding.entries import TABLES, Entry, Head
from app.seeding.faults import Fault, SeedFaults
from app.seeding.strict_yaml import LineMap, Path, line_of, load

CURES = {
    "extra_forbidden": "there is no such field; remove it or mend its spelling",
    "missing": "is needed; add it",
}


@dataclass(frozen=True)
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
            message = CURES.get(item["type"]) or item["msg"].removeprefix("Value error, ")
            yield self.fault(tuple(item["loc"]), message)


@dataclass(frozen=True)
class Located:
    """A valid entry, and the document it came from."""

    entry: Entry
    document: Document

    def fault(self, path: Path, message: str) -> Fault:
        """A fault at one of its values."""
        return self.document.fault(path, f"{message} (entry {self.entry.id!r})")


def read_head(folder: File) -> Head:
    """The head of the dataset. Raises SeedFaults."""
    for document in documents(folder / "article.yaml", listed=False):
        if isinstance(document, Fault):
            raise SeedFaults([document])
        try:
            return Head.model_validate(document.value)
        except ValidationError as error:
            raise SeedFaults(list(document.faults(error))) from error
    raise AssertionError("a file is one document or one fault")


def read_table(folder: File, table: str) -> Iterator[Located | Fault]:
    """The entries of a table in order; its faults in the place of each entry that is wrong."""
    lines = folder / f"{table}.jsonl"
    for document in documents(lines if lines.exists() else folder / f"{table}.yaml", listed=True):
        if isinstance(document, Fault):
            yield document
            continue
        try:
            yield Located(TABLES[table].model_validate(document.value), document)
        except ValidationError as error:
            yield from document.faults(error)


def entries(folder: File, table: str) -> Iterator[Entry]:
    """The entries of a table whose seed has been checked."""
    for item in read_table(folder, table):
        if isinstance(item, Fault):
            raise SeedFaults([item])
        yield item.entry


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
        yield Fault(file.name, 1, "", f"is not UTF-8 (byte {error.start}); save it as UTF-8")


def yaml_documents(file: File, *, listed: bool) -> Iterator[Document | Fault]:
    """The document of a YAML file, or each entry of the list it holds."""
    try:
        document, lines = load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
        yield Fault(file.name, mark.line + 1 if mark else 1, "", f"can not be read as YAML: {problem}")
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
    with file.open(encoding="utf-8") as opened:
        for number, text in enumerate(opened, 1):
            if text.strip():
                try:
                    yield Document(file.name, number, json.loads(text), {})
                except json.JSONDecodeError as error:
                    yield Fault(file.name, number, "", f"can not be read as JSON: {error.msg}")
