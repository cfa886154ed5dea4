"""Downloads: how files that are no lists or records in JSON are declared in the OpenAPI document."""

from typing import Any

from starlette.responses import Response

from app.routers.problems import problem_responses

TAG = "downloads"


def download(operation_id: str, summary: str, media_type: str, description: str) -> dict[str, Any]:
    """The options of a route whose response is a file of this media type. `description` tells what is in it."""
    essence = media_type.partition(";")[0]
    return {
        "operation_id": operation_id,
        "summary": summary,
        "responses": {**problem_responses("plain"), 200: {"description": description, "content": content(essence)}},
        "response_class": Response,
        "tags": [TAG],
        "include_in_schema": True,
    }


def content(essence: str) -> dict[str, Any]:
    """The content of the response. OpenAPI can describe objects and text, but not the elements of XML as they are."""
    if essence.endswith("xml"):
        return {essence: {}}
    return {essence: {"schema": {"type": "object" if essence.endswith("json") else "string"}}}
