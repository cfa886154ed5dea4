"""The shape in which all errors are sent (RFC 9457), and the base class of errors."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from app import urls

MEDIA_TYPE = "application/problem+json"
EXAMPLE = 'Unknown type "stike". Did you mean strike?'
OWN_PATH = re.compile(r"(?<!\S)/(?=[\w.]|\s|$)")  # the start of a path in a message; what a client sent is in quotes
MAX_SHOWN = 200  # characters of a value that an error repeats


class Fault(BaseModel):
    """One error in a request."""

    model_config = ConfigDict(extra="forbid")

    parameter: str = Field(description="The parameter with the error.", examples=["type"])
    value: str | None = Field(description="The value you sent, at most 200 characters of it.", examples=["stike"])
    message: str = Field(
        description="What is wrong and how to fix it.",
        examples=[EXAMPLE],
    )
    nearest: list[str] = Field(description="The closest valid values.", examples=[["strike"]])


class Problem(BaseModel):
    """An error, as `application/problem+json` (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(
        description="Stable path that explains this kind of error.", examples=["/problems/invalid-parameter"]
    )
    title: str = Field(description="The kind of error.", examples=["Invalid parameter"])
    status: int = Field(description="HTTP status code.", examples=[400])
    detail: str = Field(
        description="What happened and how to fix it.",
        examples=[EXAMPLE],
    )
    instance: str = Field(description="The path and query you requested.", examples=["/events?type=stike"])
    request_id: str = Field(
        description="Id of your request, or the `X-Request-ID` you sent. Internal errors are logged under it.",
        examples=["5f0c6d1b9a3e4f27"],
    )
    errors: list[Fault] = Field(description="Every error in the request; empty if it has none.")


class LastValues(BaseModel):
    """The last values of a removed record, and the change that removed it."""

    model_config = ConfigDict(extra="forbid")

    change: str = Field(
        description="Path of the change that removed the record.", examples=["/changes/1-0-0-first-release"]
    )
    version: str = Field(description="Version of the dataset that removed the record.", examples=["1.1.0"])
    released: str = Field(description="Release day of that version, ISO 8601.", examples=["2026-12-01"])
    reason: str = Field(description="Why it was removed.", examples=["It repeated another record."])
    before: Any = Field(
        description="Its last values in the seed; null if the change kept none.",
        examples=[{"kind": "silent", "title": "An example", "evidence": [{"passage": "lead-1"}]}],
    )


class RemovedProblem(Problem):
    """Error for a removed record; adds `removed`."""

    removed: LastValues = Field(description="The record's last values, and why it was removed.")


class ApiError(Exception):
    """Base of all errors. The class says what kind it is and how to fix it, the instance what happened."""

    status: ClassVar[int] = 500
    name: ClassVar[str] = "internal"
    title: ClassVar[str] = "Internal error"
    remedy: ClassVar[str] = "This is our fault. Try again later. If it persists, send the operator the `request_id`."
    header: ClassVar[str] = ""  # a header that is always sent with it
    schema: ClassVar[type[Problem]] = Problem

    def __init__(self, detail: str, errors: Iterable[Fault] = (), headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = list(errors)
        self.headers = dict(headers or {})

    def problem(self, instance: str, request_id: str, base_path: str = "") -> Problem:
        """The body of the response; `instance` is the target of the request, `base_path` that of the public URL."""
        return Problem(
            type=base_path + urls.problem(self.name),
            title=self.title,
            status=self.status,
            detail=with_base_path(self.detail, base_path),
            instance=base_path + instance,
            request_id=request_id,
            errors=[fault_with_base_path(fault, base_path) for fault in self.errors] if base_path else self.errors,
        )


def fault_with_base_path(fault: Fault, base_path: str) -> Fault:
    """A fault with the path of the public URL before every path of ours that it names."""
    update: dict[str, Any] = {
        "message": with_base_path(fault.message, base_path),
        "nearest": [with_base_path(choice, base_path) for choice in fault.nearest],
    }
    if fault.parameter == "path" and fault.value is not None:
        update["value"] = base_path + fault.value
    return fault.model_copy(update=update)


def with_base_path(text: str, base_path: str) -> str:
    """A text with the path of the public URL before every path of ours."""
    return OWN_PATH.sub(f"{base_path}/", text) if base_path else text


def shortened(value: object) -> str:
    """A value as text, at most 200 characters of it."""
    text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def problem_response(error: ApiError, address: str, request_id: str, base_path: str = "") -> Response:
    """The response for an error in the request for this path and query. `base_path` is that of the public URL."""
    return Response(
        error.problem(shortened(address), request_id, base_path).model_dump_json(),
        status_code=error.status,
        media_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **error.headers},
    )
