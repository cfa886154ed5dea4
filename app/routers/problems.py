"""Problems: which an address can answer, and the page that explains each kind."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from app import addresses
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
    Problem,
    Removed,
    StaleCursor,
    TargetTooLong,
)
from app.formats import json
from app.queries.known import nearest
from app.routers import answering
from app.routers.reading import ReadRoute
from app.schemas.lookups import ProblemAnswer

ALWAYS: tuple[type[ApiError], ...] = (BadRequest, InvalidParameter, TargetTooLong, Internal, NotReady)
ANSWERS: dict[str, tuple[type[ApiError], ...]] = {
    "list": (*ALWAYS, InvalidCursor, StaleCursor),
    "record": (*ALWAYS, NotFound, Removed),
    "named": (*ALWAYS, NotFound),
    "plain": ALWAYS,
}
router = APIRouter(route_class=ReadRoute)


def declared(kind: str) -> dict[int | str, dict[str, Any]]:
    """The errors an address of this kind can answer, for its documentation."""
    found: dict[int | str, dict[str, Any]] = {}
    for error in ANSWERS[kind]:
        said = found.setdefault(error.status, {"description": "", "content": {MEDIA_TYPE: {"schema": reference()}}})
        said["description"] = " ".join(filter(None, [said["description"], f"{error.title}: {error.cure}"]))
    return found


def reference() -> dict[str, str]:
    """The schema of every error."""
    return {"$ref": f"#/components/schemas/{Problem.__name__}"}


@router.get(
    addresses.problem("{name}"),
    operation_id="get_problem",
    summary="What a kind of error means",
    response_model=ProblemAnswer,
    responses=declared("named"),
    tags=["about"],
)
def explained(request: Request, name: Annotated[str, Path(description="Name of the problem.")]) -> Response:
    """What a kind of error means, and its cure: the address every error gives as its `type`."""
    known = {error.name: error for error in PROBLEMS}
    if name not in known:
        choices = nearest(name, list(known))
        fault = Fault(parameter="name", value=name[:200], message="there is no such problem", nearest=choices)
        raise NotFound("There is no problem of this name.", [fault])
    error = known[name]
    document = {"name": name, "title": error.title, "status": error.status, "cure": error.cure}
    return answering.single(request, json.dump(document), answering.service(request).current().dataset)
