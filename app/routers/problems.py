"""Problems: which an address can answer, and the page that explains each kind."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from app import urls
from app.errors import (
    MEDIA_TYPE,
    PROBLEMS,
    ApiError,
    BadRequest,
    Fault,
    Internal,
    InvalidCursor,
    InvalidParameter,
    NotFound,
    NotReady,
    Removed,
    StaleCursor,
    TargetTooLong,
)
from app.formats import json_format
from app.queries.engine.suggestions import nearest
from app.routers import answering
from app.schemas.lookups import ProblemAnswer
from app.web.params import ReadRoute

ALWAYS: tuple[type[ApiError], ...] = (InvalidParameter, BadRequest, TargetTooLong, Internal, NotReady)
ANSWERS: dict[str, tuple[type[ApiError], ...]] = {
    "list": (*ALWAYS, InvalidCursor, StaleCursor),
    "record": (*ALWAYS, NotFound, Removed),
    "named": (*ALWAYS, NotFound),
    "plain": ALWAYS,
}
HEADERS = {
    "Link": (
        "Address of the first page and, when there is more, of the next (RFC 8288).",
        '<http://127.0.0.1:8000/events?limit=20>; rel="first"',
    ),
    "Retry-After": ("Seconds to wait before trying again.", "5"),
}
router = APIRouter(route_class=ReadRoute)


def declared(kind: str) -> dict[int | str, dict[str, Any]]:
    """The errors an address of this kind can answer, and its headers, for its documentation."""
    found: dict[int | str, dict[str, Any]] = {200: {"headers": headers("Link")}} if kind == "list" else {}
    for error in ANSWERS[kind]:
        schema = {"$ref": f"#/components/schemas/{error.shape.__name__}"}
        said = found.setdefault(error.status, {"content": {MEDIA_TYPE: {"schema": schema, "examples": {}}}})
        said["content"][MEDIA_TYPE]["examples"][error.name] = {"summary": error.title}
        text = f"**{error.title}.** {error.cure}"
        said["description"] = f"{said['description']}\n\n{text}" if "description" in said else text
        if error.sends:
            said["headers"] = headers(error.sends)
    return found


def headers(name: str) -> dict[str, Any]:
    """A header that is always sent, for its documentation."""
    text, example = HEADERS[name]
    schema = {"type": "string", "examples": [example]}
    return {name: {"description": text, "required": True, "schema": schema}}


@router.get(
    urls.problem("{name}"),
    operation_id="get_problem",
    summary="What a kind of error means",
    response_model=ProblemAnswer,
    responses=declared("named"),
    tags=["about"],
)
def explained(
    request: Request, name: Annotated[str, Path(description="Name of the problem.", examples=["invalid-parameter"])]
) -> Response:
    """What a kind of error means, and its cure: the address every error gives as its `type`."""
    known = {error.name: error for error in PROBLEMS}
    if name not in known:
        choices = nearest(name, list(known))
        fault = Fault(parameter="name", value=name[:200], message="there is no such problem", nearest=choices)
        raise NotFound("There is no problem of this name.", [fault])
    error = known[name]
    document = {"name": name, "title": error.title, "status": error.status, "cure": error.cure}
    return answering.single(request, json_format.dump(document), answering.service(request).current().dataset)
