"""The one shape in which all errors are sent (RFC 9457), and what every error knows."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response
from starlette.types import Scope

from app import urls

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


class LastValues(BaseModel):
    """What a removed record was, and the change that removed it."""

    model_config = ConfigDict(extra="forbid")

    change: str = Field(description="Address of the change that removed it.", examples=["/changes/1-0-0-first-release"])
    version: str = Field(description="Version of the dataset that removed it.", examples=["1.1.0"])
    released: str = Field(description="Day of that version, ISO 8601.", examples=["2026-12-01"])
    reason: str = Field(description="Why.", examples=["It repeated another record."])
    before: Any = Field(
        description="Its last values, as the seed had them; null when the change kept none.",
        examples=[{"kind": "silent", "title": "An example", "evidence": [{"passage": "lead-1"}]}],
    )


class RemovedProblem(Problem):
    """A record that there no longer is: an error with one member more."""

    removed: LastValues = Field(description="The record's last values, and why it was removed.")


class ApiError(Exception):
    """Base of all errors that are sent. The class gives status, name, title and cure; the instance what happened."""

    status: ClassVar[int] = 500
    name: ClassVar[str] = "internal"
    title: ClassVar[str] = "Internal error"
    cure: ClassVar[str] = (
        "The fault is ours. Try again later; if it stays, tell the operator the address you asked for."
    )
    sends: ClassVar[str] = ""  # a header that always comes with it
    shape: ClassVar[type[Problem]] = Problem

    def __init__(self, detail: str, errors: Iterable[Fault] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})

    def problem(self, instance: str) -> Problem:
        """The error as it is sent."""
        return Problem(
            type=urls.problem(self.name),
            title=self.title,
            status=self.status,
            detail=self.detail,
            instance=instance,
            errors=self.errors,
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
