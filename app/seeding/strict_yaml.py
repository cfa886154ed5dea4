"""YAML as an editor expects it: no duplicate keys, no `no` for false, no 12:30 for 750; and line numbers for faults."""

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]
LineMap = dict[Path, int]


class PlainLoader(yaml.SafeLoader):
    """Knows only null, true, false, integers and decimals; everything else, days too, stays text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012, the base class has it so


for tag, pattern, first in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-+0123456789")),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def load(text: str) -> tuple[Any, LineMap]:
    """The document, and the line of each of its values by path. Raises yaml.YAMLError, with the line, for bad YAML."""
    loader = PlainLoader(text)
    node = loader.get_single_node()
    lines: LineMap = {}
    if node is None:
        return None, lines
    locate(node, (), lines)
    return loader.construct_document(node), lines


def locate(node: yaml.Node, path: Path, lines: LineMap) -> None:
    """Note the line of the node and of all below it; a key given twice is an error."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            locate(item, (*path, index), lines)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if (*path, key.value) in lines:
                raise yaml.MarkedYAMLError(problem=f"the key {key.value!r} is given twice", problem_mark=key.start_mark)
            locate(value, (*path, key.value), lines)
            lines[(*path, key.value)] = key.start_mark.line + 1


def line_of(path: Path, lines: LineMap) -> int:
    """The line of a value, or of the nearest thing around it."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)
