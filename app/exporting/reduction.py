"""Reduction: what only the service can answer is removed from the documents that describe the service."""

from collections.abc import Mapping
from typing import Any

from app import urls
from app.exporting.paths import is_static, own_routes
from app.formats.json_format import dump, loads

DESCRIPTION = """\
A static copy: files without search, filters or paging. Every list is complete. The service it was made from can do
more.

Casualty figures are claims: **never add them up**. `null` means *not stated*."""


def reduce_body(path: str, text: str, files: Mapping[str, str], base_url: str) -> str:
    """The body of a response, without what is no file (`files` are the file names by path)."""
    if path == urls.OPENAPI:
        return dump(reduce_openapi(loads(text), files))
    if path == urls.INDEX:
        index = loads(text)
        return dump({**index, "data": [entry for entry in index["data"] if entry["href"] in files]})
    if path == urls.LLMS:
        omitted = [f"]({base_url}{route.path})" for route in own_routes() if not is_static(route)]
        return "".join(line for line in text.splitlines(keepends=True) if not any(link in line for link in omitted))
    return text


def reduce_openapi(document: dict[str, Any], files: Mapping[str, str]) -> dict[str, Any]:
    """The OpenAPI document of the bundle: the paths of its files, without query parameters and errors."""
    paths = {}
    for path, item in document["paths"].items():
        if (name := file_path(path, files)) is not None:
            paths[name] = {"get": reduce_operation(item["get"])}
    return {**document, "info": {**document["info"], "description": DESCRIPTION}, "paths": paths}


def file_path(path: str, files: Mapping[str, str]) -> str | None:
    """The path of files in the OpenAPI document, as in `/events/{id}.json`; None if there is no such file."""
    if "{" not in path:
        return files.get(path)
    pattern = f"{path}.json"
    before, _, after = urls.split_pattern(pattern)
    return pattern if any(name.startswith(before) and name.endswith(after) for name in files.values()) else None


def reduce_operation(operation: dict[str, Any]) -> dict[str, Any]:
    """An operation with its path parameters, and its response in the first format only: JSON, if it is no download."""
    response = {key: value for key, value in operation["responses"]["200"].items() if key != "headers"}
    kept = {key: value for key, value in operation.items() if key != "x-codeSamples"}
    return {
        **kept,
        "parameters": [parameter for parameter in operation.get("parameters", []) if parameter["in"] == "path"],
        "responses": {"200": {**response, "content": dict(list(response["content"].items())[:1])}},
    }
