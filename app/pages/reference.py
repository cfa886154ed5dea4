"""/docs/reference: the OpenAPI document as a page to read and to print, which needs no script."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from fastapi import APIRouter
from markupsafe import Markup, escape
from starlette.responses import Response

from app import urls
from app.pages.docs import described
from app.pages.page import PageRoute, page_response
from app.queries.groups import ORDER, SHAPE
from app.web.requests import ApiRequest

Document = dict[str, Any]
CODE = re.compile(r"`([^`]*)`")
STRONG = re.compile(r"\*\*([^*]*)\*\*")
TYPES = {"integer": "whole number", "boolean": "true or false", "string": "text"}
router = APIRouter(route_class=PageRoute, include_in_schema=False)


class Parameter(NamedTuple):
    """A parameter of an operation, in words."""

    name: str
    type: str
    required: bool
    text: Markup
    example: str
    words: dict[str, Markup]  # that it takes, with their meanings; empty if it takes others
    values: str | None  # the list of values, below on the page, that it takes


class Operation(NamedTuple):
    """An operation, in words."""

    id: str
    path: str
    summary: str
    text: list[Markup]  # paragraphs
    groups: list[tuple[str, list[Parameter]]]
    samples: list[dict[str, str]]
    errors: list[tuple[str, str]]  # status and name


@router.get(urls.REFERENCE_PAGE)
def get_reference(request: ApiRequest) -> Response:
    """Every operation for readers, with its parameters, their values and an example."""
    document = described(request)
    return page_response(
        request,
        "reference.html",
        title="API reference",
        description=f"{document['info']['summary']} Every address with its parameters, their values and an example.",
        path=urls.REFERENCE_PAGE,
        sections=list(sections(document)),
        values={value_title(key): values for key, values in document["x-values"].items()},
        version=document["info"]["version"],
    )


def sections(document: Document) -> Iterator[tuple[str, str, list[Operation]]]:
    """Each tag with its description and its operations, without those that are internal."""
    public = [
        (path, item["get"]) for path, item in document["paths"].items() if not item["get"].get("x-internal", False)
    ]
    for tag in document["tags"]:
        operations = [operation(document, path, item) for path, item in public if tag["name"] in item["tags"]]
        if operations:
            yield tag["name"], tag["description"], operations


def operation(document: Document, path: str, item: Document) -> Operation:
    """An operation of the document, in words."""
    is_file = "downloads" in item["tags"]  # its text names the list whose filters it takes
    shown = [one for one in item["parameters"] if not is_file or one["x-group"] == SHAPE]
    parameters = sorted(shown, key=lambda one: ORDER.index(one["name"]))
    groups = groupby(parameters, key=lambda one: one["x-group"])
    return Operation(
        item["operationId"],
        path,
        item["summary"],
        [inline(paragraph) for paragraph in item["description"].split("\n\n")],
        [(group, [parameter(document, one) for one in members]) for group, members in groups],
        item["x-codeSamples"],
        [
            (status, name)
            for status, response in item["responses"].items()
            if status >= "400"
            for name in response["$ref"].rpartition("/")[2].split(".")
        ],
    )


def parameter(document: Document, item: Document) -> Parameter:
    """A parameter of the document, in words."""
    schema = item["schema"]
    example = schema["examples"][0]
    key = item.get("x-values-of")
    return Parameter(
        item["name"],
        type_in_words(schema),
        item["required"],
        inline(item["description"]),
        example_text(example[0] if isinstance(example, list) else example),
        words(document, schema),
        value_title(key) if key is not None and key in document["x-values"] else None,
    )


def type_in_words(schema: Document) -> str:
    """What a parameter takes."""
    schema = schema.get("items", schema)
    if "$ref" in schema or "enum" in schema:
        return "one of these words" if "$ref" in schema else " or ".join(schema["enum"])
    return "day" if schema.get("format") == "date" else TYPES[schema["type"]]


def words(document: Document, schema: Document) -> dict[str, Markup]:
    """The words that a parameter takes, with their meanings; empty if it takes others."""
    name = schema.get("items", schema).get("$ref", "").rpartition("/")[2]
    meanings = document["components"]["schemas"][name]["x-enumDescriptions"] if name else {}
    return {word: inline(meaning) for word, meaning in meanings.items()}


def example_text(example: Any) -> str:
    """An example as it stands in a query."""
    return str(example).lower() if isinstance(example, bool) else str(example)


def value_title(key: str) -> str:
    """The title of a list of values: `parties.id` is "Parties: id"."""
    return key.replace(".", ": ").capitalize()


def inline(text: str) -> Markup:
    """A line of the document's Markdown as HTML: code and strong text."""
    html = CODE.sub(r"<code>\1</code>", str(escape(text)))
    return Markup(STRONG.sub(r"<strong>\1</strong>", html))  # noqa: S704, the text is escaped
