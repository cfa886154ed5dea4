"""What differs between two recordings of the same requests, in groups that a person can judge."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.support.corpus.recording import Answer, Exchange, Headers, Request

EXAMPLES = 3  # shown of each group
WIDTH = 160  # characters shown of a value
PROBLEM = "application/problem+json"
LINK = re.compile(r"\]\(([^)]*)\)")
# The members that are texts for people, by the path of the address, and those of every other JSON document.
TEXTS: list[tuple[re.Pattern[str], set[str]]] = [
    (re.compile(r"/openapi\.json"), {"description", "summary", "example", "examples"}),
    (re.compile(r"/|/vocabulary|/datapackage\.json"), {"description", "meaning"}),
    (re.compile(r"/\w+\.csv-metadata\.json"), {"dc:description"}),
    (re.compile(r"/problems/.*"), {"title", "cure"}),
    (re.compile(r".*"), {"meaning", "notices"}),
]
PROBLEM_TEXTS = {"detail", "title", "message"}
ABSENT = "(absent)"


class Difference(NamedTuple):
    """What differs in one answer. `where` says it more closely than the group does."""

    group: str  # status, header:NAME, body or text
    where: str
    request: Request
    old: str
    new: str


Place = tuple[str, str, str]  # where two documents first differ, and the two values there


def compare(old: Sequence[Exchange], new: Sequence[Exchange]) -> list[Difference]:
    """Every difference. Raises a ValueError when the recordings are of different requests."""
    if [request for request, _ in old] != [request for request, _ in new]:
        raise ValueError("the recordings are of different requests: record the new one with --requests OLD")
    return [
        difference
        for (request, before), (_, after) in zip(old, new, strict=True)
        for difference in differences(request, before, after)
    ]


def differences(request: Request, old: Answer, new: Answer) -> Iterable[Difference]:
    """What differs between two answers. Another status is all that is said, since it changes everything else."""
    if old.status != new.status:
        yield Difference("status", f"{old.status} -> {new.status}", request, shown(old.body), shown(new.body))
        return
    before, after = by_name(old.headers), by_name(new.headers)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Difference(f"header:{name}", "", request, before.get(name, ABSENT), after.get(name, ABSENT))
    if old.body != new.body:
        group, (where, first, second) = body_difference(request, media_type(old), old.body, new.body)
        yield Difference(group, where, request, first, second)


def by_name(headers: Headers) -> dict[str, str]:
    """All values of each header. Of the length only whether it is there: the body is compared itself."""
    values: dict[str, list[str]] = defaultdict(list)
    for name, value in headers:
        values[name].append("(a number)" if name == "content-length" else value)
    return {name: ", ".join(given) for name, given in values.items()}


def media_type(answer: Answer) -> str:
    """The media type of an answer, without parameters."""
    return by_name(answer.headers).get("content-type", "").partition(";")[0]


def body_difference(request: Request, kind: str, old: bytes, new: bytes) -> tuple[str, Place]:
    """The group of two bodies that differ, and the place."""
    if not kind.endswith("json"):
        first, second = old.decode(errors="replace"), new.decode(errors="replace")
        same = kind == "text/plain" and LINK.findall(first) == LINK.findall(second)  # of /llms.txt
        return ("text" if same else "body"), first_line(first, second)
    try:
        before, after = json.loads(old), json.loads(new)
    except ValueError:
        return "body", ("(not JSON)", shown(old), shown(new))
    names = text_names(request.target, kind)
    if (place := first_place(without(before, names), without(after, names))) is not None:
        return "body", place
    if (place := first_place(before, after)) is not None:
        return "text", place
    return "body", ("(order or spacing)", shown(old), shown(new))


def text_names(target: str, kind: str) -> set[str]:
    """The members of a JSON document that are texts for people."""
    if kind == PROBLEM:
        return PROBLEM_TEXTS
    path = unquote(target.partition("?")[0])
    return next(names for pattern, names in TEXTS if pattern.fullmatch(path))


def without(document: Any, names: set[str], *, named: bool = False) -> Any:
    """A document without its texts; how many there are in a list is kept.

    The keys of an object `properties` or `schemas` are names of fields or schemas (`named`), never texts.
    """
    if isinstance(document, list):
        return [without(item, names) for item in document]
    if not isinstance(document, dict):
        return document
    return {
        name: (len(value) if isinstance(value, list) else None)
        if name in names and not named
        else without(value, names, named=name in {"properties", "schemas"} and not named)
        for name, value in document.items()
    }


def first_place(old: Any, new: Any, path: str = "") -> Place | None:
    """Where two JSON values first differ; null when they do not. The path leaves positions in lists out."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in {**old, **new}:
            if name not in old or name not in new:
                return f"{path}.{name}", shown(old.get(name, ABSENT)), shown(new.get(name, ABSENT))
            if (place := first_place(old[name], new[name], f"{path}.{name}")) is not None:
                return place
        return None
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = zip(old, new, strict=True)
        return next((place for one, other in pairs if (place := first_place(one, other, f"{path}[]"))), None)
    return None if old == new and type(old) is type(new) else (path, shown(old), shown(new))


def first_line(old: str, new: str) -> Place:
    """The first line that differs."""
    lines = zip_longest(old.splitlines(keepends=True), new.splitlines(keepends=True), fillvalue=ABSENT)
    first, second = next((one, other) for one, other in lines if one != other)
    return "line", shown(first), shown(second)


def shown(value: Any) -> str:
    """A value in one short line."""
    text = value.decode(errors="replace") if isinstance(value, bytes) else value
    text = text if isinstance(text, str) else json.dumps(text, ensure_ascii=False)
    return repr(text[:WIDTH] + ("…" if len(text) > WIDTH else ""))


def report(asked: int, found: Sequence[Difference]) -> str:
    """The counts, and each group with some examples."""
    differing = {difference.request.encode() for difference in found}
    groups: dict[tuple[str, str], list[Difference]] = defaultdict(list)
    for difference in found:
        groups[difference.group, difference.where].append(difference)
    lines = [f"{asked} requests, {asked - len(differing)} answered alike"]
    for (group, where), members in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]))):
        lines.append(f"\n{group} {where}: {len(members)}")
        for _, _, request, old, new in members[:EXAMPLES]:
            headers = "".join(f" [{name}: {value}]" for name, value in request.headers if name != "Host")
            lines += [f"  {request.method} {request.target[:WIDTH]}{headers}", f"    old {old}", f"    new {new}"]
    return "\n".join(lines) + "\n"
