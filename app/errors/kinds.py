"""The kinds of error: each knows its status, its name and its cure."""

from collections.abc import Iterable

from app.errors.shape import ApiError, Fault, LastValues, RemovedProblem


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
    cure = "The record was withdrawn; removed says when and why, and keeps its last values. So does /changes."
    shape = RemovedProblem

    def __init__(self, detail: str, removed: LastValues) -> None:
        super().__init__(detail)
        self.removed = removed

    def problem(self, instance: str) -> RemovedProblem:
        """The error as it is sent, with the record's last values."""
        return RemovedProblem(**super().problem(instance).model_dump(), removed=self.removed)


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


class TooSlow(ApiError):
    """The question takes longer to answer than any may."""

    status, name, title = 503, "too-slow", "Too slow"
    cure = "Ask for less: fewer filters at once, count=none, no facet, a narrower window of days. Or try again later."
    sends = "Retry-After"

    def __init__(self, seconds: float) -> None:
        detail = f"The answer takes longer than {seconds:g} seconds, the most that a question may take here."
        super().__init__(detail, headers={"Retry-After": "30"})


class Busy(ApiError):
    """More is asked at once than can be answered."""

    status, name, title = 503, "busy", "Busy"
    cure = "Wait as long as Retry-After says, and ask again."
    sends = "Retry-After"

    def __init__(self) -> None:
        super().__init__("Too many questions are waiting for an answer.", headers={"Retry-After": "1"})


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
    TooSlow,
    Busy,
)
