"""The log of errors for which the service is at fault, and of slow responses, each with the id of its request."""

import logging
import time
from collections.abc import Callable

from app.database import reason
from app.errors import ApiError, Busy, Internal, NotReady, TooSlow

OURS = (Internal, NotReady, TooSlow, Busy)
INTERVAL = 1.0  # seconds between two lines about errors of one kind, of which an outage may bring thousands
Extra = dict[str, dict[str, str | float]]  # for the formatter of JSON
log = logging.getLogger("app")


class ErrorLog:
    """Logs unforeseen errors with their traceback, and others at most once a second for each kind."""

    def __init__(self, is_known: Callable[[], bool]) -> None:
        """`is_known` tells whether the log says already that the service is not ready."""
        self.is_known = is_known
        self.logged_at: dict[str, float] = {}  # by name of the kind, seconds of a monotonic clock
        self.omitted: dict[str, int] = {}  # lines by name of the kind

    def write(self, error: ApiError, request: str, request_id: str, cause: Exception) -> None:
        """Log an error, unless the client is at fault."""
        if not isinstance(error, OURS) or (isinstance(error, NotReady) and self.is_known()):
            return
        if isinstance(error, Internal):
            log.error("%s failed (request %s)", request, request_id, exc_info=cause, extra=fields(request, request_id))
            return
        why = f": {reason(cause.__cause__)}" if isinstance(cause.__cause__, Exception) else ""
        self.warn(error.name, f"{request}: {error.status} {error.name}{why}", fields(request, request_id))

    def write_slow(self, request: str, request_id: str, seconds: float) -> None:
        """Log a response that took long to make."""
        seconds = round(seconds, 6)
        self.warn("slow", f"{request}: slow, {seconds:.3f} seconds", fields(request, request_id, seconds=seconds))

    def warn(self, kind: str, message: str, extra: Extra) -> None:
        """Log a warning, unless another of its kind was logged just now; the next says how many were left out."""
        now = time.monotonic()
        if now - self.logged_at.get(kind, float("-inf")) < INTERVAL:
            self.omitted[kind] = self.omitted.get(kind, 0) + 1
            return
        self.logged_at[kind] = now
        omitted = self.omitted.pop(kind, 0)
        more = f"; and {omitted} like it since the last line" if omitted else ""
        log.warning("%s (request %s)%s", message, extra["fields"]["request_id"], more, extra=extra)

    def write_broken(self, request: str, request_id: str) -> None:
        """Log an error in a response that is under way; the server logs the traceback of an unforeseen one."""
        log.error("%s broke off (request %s)", request, request_id, extra=fields(request, request_id))


def fields(request: str, request_id: str, **others: float) -> Extra:
    """What a line of JSON has besides its message, by name. `request` is method and address, as a message has them."""
    method, _, address = request.partition(" ")
    return {"fields": {"request_id": request_id, "method": method, "address": address, **others}}
