"""The kinds of error: each knows its status, name, title and remedy."""

from collections.abc import Iterable

from app.errors.shape import ApiError, Fault, LastValues, RemovedProblem


class InvalidParameter(ApiError):
    """The query has errors."""

    status, name, title = 400, "invalid-parameter", "Invalid parameter"
    remedy = "Fix each parameter listed in `errors`; `nearest` suggests valid values. /docs describes every parameter."

    def __init__(self, errors: Iterable[Fault]) -> None:
        faults = list(errors)
        more = f" ({len(faults)} errors in all; see `errors`.)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0].message}{more}", faults)


class InvalidCursor(ApiError):
    """The cursor was not made for this query."""

    status, name, title = 400, "invalid-cursor", "Invalid cursor"
    remedy = "Use the `next` URL of the previous page unchanged, with the filters and order it came with."


class StaleCursor(ApiError):
    """The cursor belongs to an older version of the dataset."""

    status, name, title = 410, "stale-cursor", "Stale cursor"
    remedy = "The dataset has changed since the first page. Start again from the URL in the Link header."
    header = "Link"


class NotFound(ApiError):
    """There is nothing at this address."""

    status, name, title = 404, "not-found", "Not found"
    remedy = "Check the id; `errors` lists the closest ones. / lists every address."


class Removed(ApiError):
    """The record was part of an earlier version."""

    status, name, title = 410, "removed", "Removed"
    remedy = "The record was withdrawn. `removed` and /changes say when and why, and keep its last values."
    schema = RemovedProblem

    def __init__(self, detail: str, removed: LastValues) -> None:
        super().__init__(detail)
        self.removed = removed

    def problem(self, instance: str, request_id: str, base_path: str = "") -> RemovedProblem:
        """The body of the response, with the record's last values."""
        removed = self.removed.model_copy(update={"change": base_path + self.removed.change})
        return RemovedProblem(**super().problem(instance, request_id, base_path).model_dump(), removed=removed)


class MethodNotAllowed(ApiError):
    """The service is read-only."""

    status, name, title = 405, "method-not-allowed", "Method not allowed"
    remedy = "Use GET, HEAD or OPTIONS; the service is read-only."
    header = "Allow"


class NotAcceptable(ApiError):
    """No available format or content coding suits the client."""

    status, name, title = 406, "not-acceptable", "Not acceptable"
    remedy = "Request application/json or leave Accept out; accept identity, gzip, br or zstd."


class UnknownFormat(ApiError):
    """oEmbed has no such format."""

    status, name, title = 501, "unknown-format", "Unknown format"
    remedy = "Ask for format=json or format=xml."


class BodyRefused(ApiError):
    """The request has a body."""

    status, name, title = 413, "body-refused", "Request body refused"
    remedy = "Send no body; every parameter goes into the URL."


class TargetTooLong(ApiError):
    """The path and query are longer than 8 KiB."""

    status, name, title = 414, "target-too-long", "Address too long"
    remedy = "Request fewer values at once; path and query may have 8,192 bytes together."


class RangeNotSatisfiable(ApiError):
    """The range wanted lies beyond the end of the response."""

    status, name, title = 416, "range-not-satisfiable", "Range not satisfiable"
    remedy = "Ask for a range that begins before the end, which Content-Range states, or leave Range out."
    header = "Content-Range"


class HeadTooLong(ApiError):
    """The head of the request is longer than 64 KiB."""

    status, name, title = 431, "head-too-long", "Request head too long"
    remedy = "Send fewer or shorter headers; address and headers may have 65,536 bytes together."


class BadRequest(ApiError):
    """The request is not valid HTTP."""

    status, name, title = 400, "bad-request", "Bad request"
    remedy = "Send path and query as percent-encoded UTF-8 without control characters."


class NotReady(ApiError):
    """The data cannot be read right now."""

    status, name, title = 503, "not-ready", "Not ready"
    remedy = "The data cannot be read right now. Try again in a few seconds. The service's log tells its operator why."
    header = "Retry-After"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Retry-After": "5"})


class TooSlow(ApiError):
    """The query takes longer than the limit."""

    status, name, title = 503, "too-slow", "Too slow"
    remedy = "Use fewer filters, count=none, no facet or a shorter period. Or try again later."
    header = "Retry-After"

    def __init__(self, seconds: float) -> None:
        detail = f"The query takes longer than {seconds:g} seconds, the limit of this service."
        super().__init__(detail, headers={"Retry-After": "30"})


class Busy(ApiError):
    """Too many requests at once."""

    status, name, title = 503, "busy", "Busy"
    remedy = "Wait as many seconds as Retry-After says, then try again."
    header = "Retry-After"

    def __init__(self, detail: str = "Too many queries are waiting.") -> None:
        super().__init__(detail, headers={"Retry-After": "1"})


class Internal(ApiError):
    """Something failed in the service."""


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
    UnknownFormat,
    TargetTooLong,
    RangeNotSatisfiable,
    HeadTooLong,
    Internal,
    NotReady,
    TooSlow,
    Busy,
)
