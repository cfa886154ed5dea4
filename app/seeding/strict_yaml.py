"""YAML as an editor expects it: no duplicate keys, no `no` for false, no 12:30 for 750; and line numbers for faults."""

import re
from typing import Any

import yaml

Path = tuple[str | int, ...]
LineMap = dict[Path, int]


class PlainLoader(yaml.SafeLoader):
    """Knows only null, true, false, integers and decimals; everything else, days too, stays text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012, the base class has it so

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """An alias could hold itself, or grow without end; there are none in a seed."""
        if self.check_event(yaml.AliasEvent):
            raise fault(self.peek_event(), "an alias is not read; write the value out")  # type: ignore[no-untyped-call]
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


for tag, pattern, first in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-+0123456789")),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def load(text: str) -> tuple[Any, LineMap]:
    """The document, and the line of each of its values by path. Raises yaml.MarkedYAMLError for bad YAML."""
    lines: LineMap = {}
    try:
        loader = PlainLoader(text)
    except yaml.reader.ReaderError as error:
        mark = yaml.Mark("", error.position, text.count("\n", 0, error.position), 0, None, 0)
        problem = f"it holds the control character U+{error.character:04X}; remove it"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark) from error
    node = loader.get_single_node()
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
            if not isinstance(key, yaml.ScalarNode):
                raise fault(key, "a key must be a plain word")
            if (*path, key.value) in lines:
                raise fault(key, f"the key {key.value!r} is given twice; keep one")
            locate(value, (*path, key.value), lines)
            lines[(*path, key.value)] = key.start_mark.line + 1


def fault(at: Any, problem: str) -> yaml.MarkedYAMLError:
    """A fault at a node or event of the file."""
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)


def line_of(path: Path, lines: LineMap) -> int:
    """The line of a value, or of the nearest thing around it."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)
