"""What each operation of the document shows: its parameters in a useful order, its answers with real examples."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app import urls
from app.errors import MEDIA_TYPE as PROBLEM
from app.errors import PROBLEMS, ApiError, LastValues, Problem, Removed
from app.formats.format import Format
from app.formats.json_format import MEDIA_TYPE
from app.pages import components
from app.resources import RESOURCES, Resource

EXAMPLES = Path(__file__).with_name("examples.json")  # a test asks the real service and keeps them: pytest --update
PAGING = ("limit", "cursor", "sort", "fields", "detail", "facet", "count")


def finish(document: dict[str, Any]) -> None:
    """Finish every operation, and put the errors they share where all can refer to them."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8")) if EXAMPLES.exists() else {}
    lists = {urls.collection(resource.name): resource for resource in RESOURCES}
    records = {f"{path}/{{id}}": resource for path, resource in lists.items()}
    shared = document["components"].setdefault("responses", {})
    for path, item in document["paths"].items():
        operation = item["get"]
        operation["parameters"] = parameters(operation, lists.get(path))
        responses = operation["responses"]
        responses.pop("422", None)  # the framework's own; ours is a 400
        succeed(responses["200"], document, examples.get(operation["operationId"]))
        if path in lists:
            offer(operation, path, [form for form in lists[path].formats if form.lists])
        elif path in records:
            offer(operation, path, [form for form in records[path].formats if form.records])
        operation["responses"] = {
            status: responses[status] if status == "200" else share(responses[status], shared, examples)
            for status in sorted(responses)
        }


def parameters(operation: dict[str, Any], resource: Resource | None) -> list[dict[str, Any]]:
    """The resource's own questions first, paging last, nothing said twice."""
    found: list[dict[str, Any]] = operation.get("parameters", [])
    own = resource.query.__annotations__ if resource else {}
    choices = keys(resource) if resource else {}
    for parameter in found:
        for noise in ("title", "description"):
            parameter["schema"].pop(noise, None)
        if parameter["name"] in choices:
            listed = " ".join(f"`{key}`" for key in choices[parameter["name"]])
            parameter["description"] += f" Choose from: {listed}."
    order = {name: place for place, name in enumerate(PAGING, 1)}
    return sorted(found, key=lambda parameter: (order.get(parameter["name"], 0), parameter["name"] not in own))


def keys(resource: Resource) -> dict[str, Sequence[str]]:
    """The names that a list's parameters of names take."""
    return {
        "sort": list(resource.query.sorts),
        "facet": resource.query.facet_names(),
        "fields": list(resource.full.model_fields),
    }


def succeed(response: dict[str, Any], document: dict[str, Any], example: Any) -> None:
    """The answer that was asked for: what it is, and a real one."""
    content = response["content"][MEDIA_TYPE]
    name = content["schema"]["$ref"].rpartition("/")[2]
    response["description"] = document["components"]["schemas"][name]["description"]
    if example is not None:
        content["example"] = example


def offer(operation: dict[str, Any], path: str, forms: Sequence[Format]) -> None:
    """The other forms of an answer: by Accept here, or each at an address of its own."""
    if forms:
        said = "; ".join(f"`{form.address(path)}`, {form.purpose}" for form in forms)
        operation["description"] += f"\n\nAlso, by `Accept` or by address, whole and without pages: {said}."
    for form in forms:
        operation["responses"]["200"]["content"][form.essence] = {"schema": {"type": "string"}}


def share(response: dict[str, Any], shared: dict[str, Any], examples: dict[str, Any]) -> dict[str, str]:
    """An error, by a name that says which problems it can be; the first to refer to it adds it."""
    shown = response["content"][PROBLEM]["examples"]
    name = ".".join(shown)
    if name not in shared:
        for error in PROBLEMS:
            if error.name in shown:
                shown[error.name]["value"] = examples.get(error.name) or made(error)
        shared[name] = response
    return {"$ref": f"#/components/responses/{name}"}


def made(error: type[ApiError]) -> dict[str, Any]:
    """An example of a problem that no request brings about at will."""
    problem = Problem(
        type=urls.problem(error.name),
        title=error.title,
        status=error.status,
        detail=error.remedy,
        instance=urls.collection("events"),
        errors=[],
    )
    return {**problem.model_dump(), **({"removed": components.example(LastValues)} if error is Removed else {})}
