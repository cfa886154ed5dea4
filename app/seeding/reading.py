"""Reads the files of a seed folder into validated entries, each with the file and line it came from."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import ValidationError

from app.seeding.entries import DatasetHead, Entry
from app.seeding.entries.base import EntryError
from app.seeding.faults import Fault
from app.seeding.kinds import ENTRIES
from app.seeding.messages import message
from app.seeding.strict_yaml import FieldPath, LineMap, line_of, load

UTF_8 = "utf-8-sig"  # with the byte-order mark that some editors put first, or without
NO_LINES: LineMap = {}  # for an entry of a JSON Lines file, which is all on one line


class SourceLocation(NamedTuple):
    """Where an entry stands in the seed. A check of a big seed may hold a million of these, so they are small."""

    file: str
    line: int
    lines: LineMap
    id: str | None = None  # of the entry, once it has been validated

    def fault(self, path: FieldPath, message: str) -> Fault:
        """A fault at one value of the entry."""
        line = line_of(path, self.lines) if self.lines else self.line
        suffix = "" if self.id is None else f" (entry {self.id!r})"
        return Fault(self.file, line, ".".join(map(str, path)), message + suffix)

    def validation_faults(self, error: ValidationError) -> Iterator[Fault]:
        """The faults that pydantic found in the entry."""
        for details in error.errors(include_url=False):
            cause = details.get("ctx", {}).get("error")
            path = (*details["loc"], cause.field) if isinstance(cause, EntryError) else details["loc"]
            yield self.fault(path, message(details))

    def child(self, key: str) -> "SourceLocation":
        """Where the value of a key stands."""
        lines = {path[1:]: line for path, line in self.lines.items() if path and path[0] == key}
        return SourceLocation(self.file, lines[()], lines)

    def with_id(self, id: str) -> "SourceLocation":
        """The same location, whose faults name the entry."""
        return SourceLocation(self.file, self.line, self.lines, id)


class RawEntry(NamedTuple):
    """An entry as read from its file, before validation."""

    value: Any
    location: SourceLocation
    size: int  # bytes of the file; an entry of a YAML file counts as an equal share


class LocatedEntry(NamedTuple):
    """A valid entry, where it stands and how many bytes of its file it takes up."""

    entry: Entry
    location: SourceLocation
    size: int

    def fault(self, path: FieldPath, message: str) -> Fault:
        """A fault at one value of the entry."""
        return self.location.fault(path, message)


@dataclass(frozen=True)
class InvalidEntry:
    """An entry that is not valid, or, with no id, a file that cannot be read."""

    id: str | None
    faults: list[Fault]


def read_head(folder: Path) -> tuple[DatasetHead, LocatedEntry] | InvalidEntry:
    """The head of the dataset, and the entry of the article, which is part of the same file."""
    raw = next(raw_entries(folder / "article.yaml", is_list=False))
    if isinstance(raw, Fault):
        return InvalidEntry(None, [raw])
    try:
        head = DatasetHead.model_validate(raw.value)
    except ValidationError as error:
        return InvalidEntry(None, list(raw.location.validation_faults(error)))
    return head, LocatedEntry(head.article, raw.location.child("article").with_id(head.article.id), raw.size)


def read_table(
    folder: Path, table: str, defaults: Mapping[str, Any] | None = None
) -> Iterator[LocatedEntry | InvalidEntry]:
    """The entries of a table in the order of its file: TABLE.jsonl if there is one, or else TABLE.yaml.

    `defaults` are values for fields that an entry leaves out, for a seed from before these were required.
    """
    json_file = folder / f"{table}.jsonl"
    for raw in raw_entries(json_file if json_file.exists() else folder / f"{table}.yaml", is_list=True):
        if isinstance(raw, Fault):
            yield InvalidEntry(None, [raw])
            continue
        try:
            value = {**defaults, **raw.value} if defaults and isinstance(raw.value, dict) else raw.value
            entry = ENTRIES[table].model_validate(value)
            yield LocatedEntry(entry, raw.location.with_id(entry.id), raw.size)
        except ValidationError as error:
            id = raw.value.get("id") if isinstance(raw.value, dict) else ""
            yield InvalidEntry(str(id), list(raw.location.validation_faults(error)))


def raw_entries(file: Path, *, is_list: bool) -> Iterator[RawEntry | Fault]:
    """Each entry of a file, which holds a list of entries or is one entry; a fault for whatever cannot be read."""
    try:
        if file.suffix == ".jsonl":
            yield from json_lines(file)
        else:
            yield from yaml_entries(file, is_list=is_list)
    except FileNotFoundError:
        content = ", with [] as its content if the table is empty" if is_list else ""
        yield Fault(file.name, 1, "", f"file is missing; add it{content}")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        yield Fault(file.name, line, "", not_utf8(error))
    except RecursionError:
        yield Fault(file.name, 1, "", "lists are nested too deeply; no entry needs such depth")


def yaml_entries(file: Path, *, is_list: bool) -> Iterator[RawEntry | Fault]:
    """The entries of a YAML file."""
    try:
        document, lines = load(file.read_text(encoding=UTF_8))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        yield Fault(file.name, line, "", f"cannot be read as YAML: {error.problem}")
        return
    size = file.stat().st_size
    if not is_list:
        yield RawEntry(document, SourceLocation(file.name, 1, lines), size)
    elif not isinstance(document, list):
        yield Fault(file.name, 1, "", "must be a list of entries; write [] for an empty table")
    else:
        lines_by_entry: list[LineMap] = [{} for _ in document]
        for path, line in lines.items():
            if path and isinstance(path[0], int):
                lines_by_entry[path[0]][path[1:]] = line
        for value, own_lines in zip(document, lines_by_entry, strict=True):
            yield RawEntry(value, SourceLocation(file.name, own_lines[()], own_lines), size // len(document))


def json_lines(file: Path) -> Iterator[RawEntry | Fault]:
    """The entries of a JSON Lines file, one at a time: the file may be larger than memory."""
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                if text := line.decode(UTF_8 if number == 1 else "utf-8").strip():
                    yield RawEntry(json_decoder.decode(text), SourceLocation(file.name, number, NO_LINES), len(line))
            except UnicodeDecodeError as error:
                yield Fault(file.name, number, "", not_utf8(error))
            except ValueError as error:
                yield Fault(file.name, number, "", f"cannot be read as JSON: {getattr(error, 'msg', error)}")


def without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object from its keys and values. Raises ValueError if a key occurs twice."""
    document = dict(pairs)
    if len(document) < len(pairs):
        raise ValueError("a key occurs twice in one object; keep one")
    return document


json_decoder = json.JSONDecoder(object_pairs_hook=without_duplicates)


def not_utf8(error: UnicodeDecodeError) -> str:
    """The message for bytes that are not text."""
    return f"is not UTF-8 (byte {error.start}); save it as UTF-8"
