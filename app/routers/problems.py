"""Problems: the errors that each kind of endpoint declares, and the page that explains each of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
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
from app.formats.json_format import dump
from app.queries.engine.suggestions import did_you_mean, nearest
from app.routers.responses import data_response
from app.schemas.lookups import ProblemAnswer
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

ALWAYS: tuple[type[ApiError], ...] = (InvalidParameter, BadRequest, TargetTooLong, Internal, NotReady)
ERRORS: dict[str, tuple[type[ApiError], ...]] = {
    "list": (*ALWAYS, InvalidCursor, StaleCursor),
    "record": (*ALWAYS, NotFound, Removed),
    "part of a record": (*ALWAYS, NotFound, Removed),
    "named": (*ALWAYS, NotFound),
    "plain": ALWAYS,
}
LINKS = {
    "list": (
        "URL of the first page and, if there is one, of the next (RFC 8288).",
        '<http://127.0.0.1:8000/events?limit=20>; rel="first"',
    ),
    "record": (
        "URL of the page about the record, for people, and of oEmbed for what can be embedded (RFC 8288).",
        '<http://127.0.0.1:8000/view/people/arif-alvi>; rel="alternate"; type="text/html"',
    ),
}
HEADERS = {"Link": LINKS["list"], "Retry-After": ("Seconds to wait before trying again.", "5")}
router = APIRouter(route_class=ApiRoute)


def problem_responses(kind: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of FastAPI for an endpoint of a kind: its errors, by status, and its headers."""
    responses: dict[int | str, dict[str, Any]] = {}
    if kind in LINKS:
        responses[200] = {"headers": header("Link", *LINKS[kind])}
    for error in ERRORS[kind]:
        schema = {"$ref": f"#/components/schemas/{error.schema.__name__}"}
        response = responses.setdefault(error.status, {"content": {MEDIA_TYPE: {"schema": schema, "examples": {}}}})
        response["content"][MEDIA_TYPE]["examples"][error.name] = {"summary": error.title}
        text = f"**{error.title}.** {error.remedy}"
        response["description"] = f"{response['description']}\n\n{text}" if "description" in response else text
        if error.header:
            response["headers"] = header(error.header, *HEADERS[error.header])
    return responses


def header(name: str, text: str, example: str) -> dict[str, Any]:
    """The OpenAPI description of a header that is always sent."""
    return {name: {"description": text, "required": True, "schema": {"type": "string", "examples": [example]}}}


@router.get(
    urls.problem("{name}"),
    operation_id="get_problem",
    summary="What a kind of error means",
    response_model=ProblemAnswer,
    responses=problem_responses("named"),
    tags=["about"],
)
def get_problem(
    request: ApiRequest, name: Annotated[str, Path(description="Name of the problem.", examples=["invalid-parameter"])]
) -> Response:
    """What a kind of error means and how to fix it. Every error gives this address as its `type`."""
    problems = {error.name: error for error in PROBLEMS}
    if name not in problems:
        closest = nearest(name, list(problems))
        message = f'There is no problem called "{name[:200]}".{did_you_mean(closest)}'
        raise NotFound(message, [Fault(parameter="name", value=name[:200], message=message, nearest=closest)])
    error = problems[name]
    document = {"name": name, "title": error.title, "status": error.status, "cure": error.remedy}
    return data_response(request, dump(document), request.store.current().envelope)
