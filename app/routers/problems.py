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
    BodyRefused,
    Busy,
    Fault,
    HeadTooLong,
    Internal,
    InvalidCursor,
    InvalidParameter,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    NotReady,
    RangeNotSatisfiable,
    Removed,
    StaleCursor,
    TargetTooLong,
    TooSlow,
)
from app.formats.json_format import dump
from app.queries.engine.suggestions import did_you_mean, nearest
from app.queries.parameters import MAX_LENGTH
from app.routers.responses import data_response
from app.schemas.lookups import ProblemAnswer
from app.web.dispatch import ApiRoute
from app.web.headers import CACHEABLE
from app.web.requests import METHODS, ApiRequest

ALWAYS: tuple[type[ApiError], ...] = (
    InvalidParameter,
    BadRequest,
    MethodNotAllowed,
    NotAcceptable,
    BodyRefused,
    TargetTooLong,
    HeadTooLong,
    Internal,
    NotReady,
)
QUERIES = (*ALWAYS, RangeNotSatisfiable, TooSlow, Busy)  # of all that is kept and may wait for the database
ERRORS: dict[str, tuple[type[ApiError], ...]] = {
    "list": (*QUERIES, InvalidCursor, StaleCursor),
    "record": (*QUERIES, NotFound, Removed),
    "part of a record": (*QUERIES, NotFound, Removed),
    "named": (*QUERIES, NotFound),
    "plain": QUERIES,
    "health": ALWAYS,  # not kept, and so without validators and ranges
}
PARTIAL = "**Partial content.** The bytes that `Range` asks for, of the response that there is without it."
MOVED = "**Permanent redirect.** The path has capitals or a slash at its end; `Location` is without them."
NOT_MODIFIED = "**Not modified.** You have this response already: `If-None-Match` names its `ETag`. There is no body."
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
HEADERS = {
    "Link": LINKS["list"],
    "Retry-After": ("Seconds to wait before trying again.", "5"),
    "Allow": ("The methods that are allowed.", ", ".join(METHODS)),
    "Content-Range": ("Which bytes these are, and how many there are in all.", "bytes 0-99/48213"),
    "Location": ("The path and query to ask for.", "/events/kerman-bombings"),
    "ETag": ("The validator of the response that you have.", '"0f343b0931126a20f133d67c2b018a3b"'),
    "Cache-Control": ("How long it may be kept from now on.", CACHEABLE),
}
router = APIRouter(route_class=ApiRoute)


def problem_responses(kind: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of FastAPI for an endpoint of a kind: its errors, by status, and its headers."""
    responses: dict[int | str, dict[str, Any]] = {}
    if kind in LINKS:
        responses[200] = {"headers": header("Link", LINKS[kind])}
    if kind != "health":
        responses[206] = {"description": PARTIAL, "headers": header("Content-Range")}
        responses[304] = {"description": NOT_MODIFIED, "headers": header("ETag") | header("Cache-Control")}
    responses[308] = {"description": MOVED, "headers": header("Location")}
    for error in ERRORS[kind]:
        schema = {"$ref": f"#/components/schemas/{error.schema.__name__}"}
        response = responses.setdefault(error.status, {"content": {MEDIA_TYPE: {"schema": schema, "examples": {}}}})
        response["content"][MEDIA_TYPE]["examples"][error.name] = {"summary": error.title}
        text = f"**{error.title}.** {error.remedy}"
        response["description"] = f"{response['description']}\n\n{text}" if "description" in response else text
        if error.header:
            response["headers"] = header(error.header)
    return responses


def header(name: str, described: tuple[str, str] | None = None) -> dict[str, Any]:
    """The OpenAPI description of a header that is always sent, with what it says and an example."""
    text, example = described or HEADERS[name]
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
    request: ApiRequest,
    name: Annotated[
        str, Path(description="Name of the problem.", examples=["invalid-parameter"], max_length=MAX_LENGTH)
    ],
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
