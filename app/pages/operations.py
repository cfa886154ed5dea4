"""Operations of the OpenAPI document: parameters in a useful order, responses with real examples, other formats."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import urls
from app.errors import MEDIA_TYPE as PROBLEM
from app.errors import PROBLEMS, ApiError, LastValues, Problem, Removed
from app.formats.csv_format import CSV
from app.formats.format import Format
from app.formats.json_format import MEDIA_TYPE
from app.pages import components
from app.pages.samples import samples
from app.queries import groups
from app.queries.choices import choices_key
from app.resources import RESOURCES, Resource
from app.schemas.columns import Column

EXAMPLES = Path(__file__).with_name("examples.json")  # recorded from the real service by a test: pytest --update
NAMES = {
    "206": "partial-content",
    "304": "not-modified",
    "308": "permanent-redirect",
}  # of shared responses that are no errors
INTERNAL_TAG = "health"


def complete(document: dict[str, Any], base_url: str) -> None:
    """Complete every operation, and move the responses that operations share to the components."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.exists() else {}
    lists = {urls.collection(resource.name): resource for resource in RESOURCES}
    records = {f"{path}/{{id}}": resource for path, resource in lists.items()}
    tables = {CSV.address(path): resource for path, resource in lists.items()}
    feeds = {urls.feed(item.name, feed.suffix): item for item in RESOURCES for feed in item.formats if feed.feed}
    shared = document["components"].setdefault("responses", {})
    for path, item in document["paths"].items():
        operation = item["get"]
        listed = (lists | tables | feeds).get(path)
        operation["parameters"] = parameters(operation, valid_names(listed, path) if listed else {})
        add_value_lists(operation["parameters"], listed, lists.get(f"/{path.split('/')[1]}"))
        responses = operation["responses"]
        responses.pop("422", None)  # FastAPI's own validation error; ours is a 400
        is_data = "$ref" in responses["200"]["content"].get(MEDIA_TYPE, {}).get("schema", {})  # as all but downloads
        if is_data:
            complete_success(responses["200"], document, examples.get(operation["operationId"]))
        if path in lists:
            add_formats(operation, path, [item for item in lists[path].formats if item.lists], lists[path].columns)
        elif path in records:
            add_formats(operation, path, [item for item in records[path].formats if item.records])
        if path == urls.problem("{name}") or INTERNAL_TAG in operation["tags"]:
            operation["x-internal"] = True  # left out of the pages that document the service for its readers
        else:
            table = CSV.address(path) if path in lists else path if path in tables else None
            operation["x-codeSamples"] = samples(base_url, path, operation["parameters"], table, has_data=is_data)
        operation["responses"] = {
            status: responses[status] if status == "200" else share(status, responses[status], shared, examples)
            for status in sorted(responses)
        }


def parameters(operation: dict[str, Any], choices: dict[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The parameters of an operation, each with its group: the most used first, nothing repeated."""
    given = {parameter["name"]: parameter for parameter in operation.get("parameters", [])}
    first = groups.most_used(given)
    for name, parameter in given.items():
        for repeated in ("title", "description"):
            parameter["schema"].pop(repeated, None)
        if name == "fields":
            parameter["schema"]["examples"] = [",".join(choices[name][:3])]
        if name in choices:
            parameter["description"] += f" Choose from: {' '.join(f'`{choice}`' for choice in choices[name])}."
        parameter["x-group"] = groups.group(name)
        parameter["x-most-used"] = name in first
    return [given[name] for name in groups.sort_parameters(given)]


def add_value_lists(parameters: list[dict[str, Any]], listed: Resource | None, collection: Resource | None) -> None:
    """Name the list of values, in `x-values` of the served document, that each parameter takes its values from."""
    conditions = listed.query.conditions() if listed else {}
    for parameter in parameters:
        choices = conditions[parameter["name"]].choices if parameter["name"] in conditions else None
        if parameter["in"] == "path" and collection:
            choices = collection.table.id
        if (key := choices_key(choices)) is not None:
            parameter["x-values-of"] = key


def valid_names(resource: Resource, path: str) -> dict[str, Sequence[str]]:
    """The valid values of those parameters of a list that take names. As a table it has columns, not fields."""
    is_table = path == CSV.address(urls.collection(resource.name))
    columns = [column.name for column in resource.columns]
    return {
        "sort": list(resource.query.sorts),
        "facet": resource.query.facet_names(),
        "fields": columns if is_table else list(resource.full.model_fields),
    }


def complete_success(response: dict[str, Any], document: dict[str, Any], example: Any) -> None:
    """Describe a successful response by its schema, with a real example."""
    content = response["content"][MEDIA_TYPE]
    name = content["schema"]["$ref"].rpartition("/")[2]
    response["description"] = document["components"]["schemas"][name]["description"]
    if example is not None:
        content["example"] = example


def add_formats(
    operation: dict[str, Any], path: str, formats: Sequence[Format], columns: Sequence[Column] = ()
) -> None:
    """Describe the other formats of a response: each has an address of its own, or is chosen by `Accept`."""
    if formats:
        addresses = "; ".join(f"`{file_format.address(path)}`, {file_format.purpose}" for file_format in formats)
        operation["description"] += (
            f"\n\nOther formats, by `Accept` or by address, complete and without paging: {addresses}."
        )
    for file_format in formats:
        names = ", ".join(f"`{column.name}`" for column in columns)
        described = {"description": f"Columns: {names}."} if file_format.tabular else {}
        operation["responses"]["200"]["content"][file_format.essence] = {"schema": {"type": "string", **described}}


def share(status: str, response: dict[str, Any], shared: dict[str, Any], examples: dict[str, Any]) -> dict[str, str]:
    """A reference to a response that operations share, which is added when first used.

    An error is named after its problems, any other response by its status.
    """
    shown = response["content"][PROBLEM]["examples"] if "content" in response else {}
    name = ".".join(shown) or NAMES[status]
    if name not in shared:
        for error in PROBLEMS:
            if error.name in shown:
                shown[error.name]["value"] = examples.get(error.name) or example_problem(error)
        shared[name] = response
    return {"$ref": f"#/components/responses/{name}"}


def example_problem(error: type[ApiError]) -> dict[str, Any]:
    """An example of a problem that no request can cause on purpose."""
    problem = Problem(
        type=urls.problem(error.name),
        title=error.title,
        status=error.status,
        detail=error.remedy,
        instance=urls.collection("events"),
        request_id=components.example(Problem)["request_id"],
        errors=[],
    )
    return {**problem.model_dump(), **({"removed": components.example(LastValues)} if error is Removed else {})}
