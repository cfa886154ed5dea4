"""Errors that know their status, their name and their cure; and the one shape in which all are sent (RFC 9457)."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response
from starlette.types import Scope

from app import addresses

MEDIA_TYPE = "application/problem+json"
SHORTENED = 200


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(extra="forbid")

    parameter: str = Field(description="The parameter concerned.", examples=["type"])
    value: str | None = Field(description="The value given, shortened to 200 characters.", examples=["stike"])
    message: str = Field(
        description="What is wrong, and what would be right.", examples=["'stike' is not a value of type"]
    )
    nearest: list[str] = Field(description="The nearest valid choices.", examples=[["strike"]])


class Problem(BaseModel):
    """An error, as application/problem+json."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(
        description="Stable address that explains this kind of error.", examples=["/problems/invalid-parameter"]
    )
    title: str = Field(description="The kind of error, in words.", examples=["Invalid parameter"])
    status: int = Field(description="HTTP status.", examples=[400])
    detail: str = Field(description="What happened, and the cure.", examples=["1 fault; see errors."])
    instance: str = Field(description="The address asked for.", examples=["/events?type=stike"])
    errors: list[Fault] = Field(description="Each fault of the request; empty when it has none of its own.")


class ApiError(Exception):
    """Base of all errors that are sent. The class gives status, name, title and cure; the instance what happened."""

    status: ClassVar[int] = 500
    name: ClassVar[str] = "internal"
    title: ClassVar[str] = "Internal error"
    cure: ClassVar[str] = (
        "The fault is ours. Try again later; if it stays, tell the operator the address you asked for."
    )
    sends: ClassVar[str] = ""  # a header that always comes with it

    def __init__(self, detail: str, errors: Iterable[Fault] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})

    def problem(self, instance: str) -> Problem:
        """The error as it is sent."""
        return Problem(
            type=addresses.problem(self.name),
            title=self.title,
            status=self.status,
            detail=self.detail,
            instance=instance,
            errors=self.errors,
        )


class InvalidParameter(ApiError):
    """The query can not be understood."""

    status, name, title = 400, "invalid-parameter", "Invalid parameter"
    cure = "Mend each parameter named in errors; nearest lists valid choices. /docs describes every parameter."

    def __init__(self, errors: Iterable[Fault]) -> None:
        faults = list(errors)
        super().__init__(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in the query; see errors.", faults)


class InvalidCursor(ApiError):
    """The cursor was not made for this question."""

    status, name, title = 400, "invalid-cursor", "Invalid cursor"
    cure = "Take the cursor from the next address of an answer, unchanged, with the filters and order it came with."


class StaleCursor(ApiError):
    """The cursor belongs to an older version of the dataset."""

    status, name, title = 410, "stale-cursor", "Stale cursor"
    cure = "The dataset has changed since the first page. Start again from the address in the Link header."
    sends = "Link"


class NotFound(ApiError):
    """There is nothing at this address."""

    status, name, title = 404, "not-found", "Not found"
    cure = "Check the id; errors lists the nearest ones. / lists every address."


class Removed(ApiError):
    """The record was part of an earlier version."""

    status, name, title = 410, "removed", "Removed"
    cure = "The record was withdrawn; /changes says when and why, and keeps its last values."


class MethodNotAllowed(ApiError):
    """The service is read-only."""

    status, name, title = 405, "method-not-allowed", "Method not allowed"
    cure = "Use GET, HEAD or OPTIONS; nothing can be written here."


class NotAcceptable(ApiError):
    """The client takes none of the forms there are."""

    status, name, title = 406, "not-acceptable", "Not acceptable"
    cure = "Ask for application/json, or leave Accept out; take identity, gzip, br or zstd."


class BodyRefused(ApiError):
    """A request with a body."""

    status, name, title = 413, "body-refused", "Request body refused"
    cure = "Send no body; every question stands in the address."


class TargetTooLong(ApiError):
    """An address over 8 KiB."""

    status, name, title = 414, "target-too-long", "Address too long"
    cure = "Ask for fewer values at once; an address may have up to 8,192 bytes."


class BadRequest(ApiError):
    """A request that is not HTTP as it should be."""

    status, name, title = 400, "bad-request", "Bad request"
    cure = "Send a path and query of percent-encoded UTF-8 without control characters."


class NotReady(ApiError):
    """The data can not be read at the moment."""

    status, name, title = 503, "not-ready", "Not ready"
    cure = "The data can not be read just now. Try again in a few seconds; the operator finds more at /health/ready."
    sends = "Retry-After"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Retry-After": "5"})


class Internal(ApiError):
    """Something went wrong here."""


PROBLEMS: tuple[type[ApiError], ...] = (
    BadRequest,
    InvalidParameter,
    InvalidCursor,
    NotFound,
    MethodNotAllowed,
    NotAcceptable,
    StaleCursor,
    Removed,
    BodyRefused,
    TargetTooLong,
    Internal,
    NotReady,
)


def shortened(value: object) -> str:
    """A value as an error repeats it."""
    text = str(value)
    return text if len(text) <= SHORTENED else f"{text[:SHORTENED]}…"


def answer(error: ApiError, scope: Scope) -> Response:
    """The response for an error."""
    instance = scope.get("raw_path", b"").decode("latin-1")
    if query := scope.get("query_string", b"").decode("latin-1"):
        instance = f"{instance}?{query}"
    return Response(
        error.problem(shortened(instance)).model_dump_json(),
        status_code=error.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **error.headers},
    )
