"""YAML without its surprises, and with line numbers for error messages.

A duplicate key is an error instead of silently winning, `no` stays text instead of becoming false, and `12:30` stays
text instead of becoming 750.
"""

import re
from typing import Any

import yaml

FieldPath = tuple[str | int, ...]  # the keys and list indexes that lead to a value
LineMap = dict[FieldPath, int]  # the line of each value


class PlainLoader(yaml.SafeLoader):
    """Reads null, booleans, integers and decimals as such, and everything else, including dates, as text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012, declared so by the base

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """Refuse aliases: one could contain itself, or expand to an enormous document."""
        if self.check_event(yaml.AliasEvent):
            raise yaml_error(self.peek_event(), "aliases are not allowed; write out the value")  # type: ignore[no-untyped-call]
        node: yaml.Node | None = super().compose_node(parent, index)
        return node


for tag, pattern, first_characters in (
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("bool", r"^(?:true|false)$", ["t", "f"]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-+0123456789")),
):
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first_characters)


def load(text: str) -> tuple[Any, LineMap]:
    """The document, and the line of each of its values. Raises yaml.MarkedYAMLError if the YAML is invalid."""
    lines: LineMap = {}
    try:
        loader = PlainLoader(text)
    except yaml.reader.ReaderError as error:
        mark = yaml.Mark("", error.position, text.count("\n", 0, error.position), 0, None, 0)
        problem = f"contains the control character U+{error.character:04X}; remove it"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark) from error
    node = loader.get_single_node()
    if node is None:
        return None, lines
    record_lines(node, (), lines)
    return loader.construct_document(node), lines


def record_lines(node: yaml.Node, path: FieldPath, lines: LineMap) -> None:
    """Record the line of a node and of all nodes below it. Raises yaml.MarkedYAMLError for a duplicate key."""
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            record_lines(item, (*path, index), lines)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml_error(key, "a key must be a single word, not a list or mapping")
            if (*path, key.value) in lines:
                raise yaml_error(key, f"duplicate key {key.value!r}; keep one")
            record_lines(value, (*path, key.value), lines)
            lines[(*path, key.value)] = key.start_mark.line + 1


def yaml_error(at: Any, problem: str) -> yaml.MarkedYAMLError:
    """An error at a node or event of the file."""
    return yaml.MarkedYAMLError(problem=problem, problem_mark=at.start_mark)


def line_of(path: FieldPath, lines: LineMap) -> int:
    """The line of a value or, if it has none (a missing field), of the nearest value that contains it."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 1)
