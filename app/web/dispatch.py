"""Direct: a GET of a published address goes straight to what answers it.

On their way from an application to an endpoint, FastAPI and Starlette match one route after the other and set up exit
stacks, error handlers and contexts that no endpoint here uses: twice the cost of most answers. The addresses and how
each reads its query are still theirs; only the way there is shorter. Whatever else is asked takes the long way.
"""

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.urls import PLAIN
from app.web.faults import refusal
from app.web.params import ReadRoute
from app.web.shapes import VARIABLE, shape
from app.web.targets import LONGEST, fault

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
NOTHING: tuple[None, None] = (None, None)


class Direct:
    """Knows the handler of each address by the address itself, or by its shape; and the long way, for all else."""

    def __init__(self, app: ASGIApp, around: ASGIApp, routes: Iterable[ReadRoute]) -> None:
        self.app = app
        self.around = around
        self.handlers: dict[str, tuple[Handler, str | None]] = {}
        for route in routes:
            (name,) = route.param_convertors or (None,)
            self.handlers[shaped(route)] = route.get_route_handler(), name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.around(scope, receive, send)

    async def response(self, scope: Scope) -> Response | None:
        """The answer to a GET without a body, be it an error; null when only the long way leads to it."""
        if (handler := self.found(scope)) is None:
            return None
        scope["app"] = self.app
        try:
            return await handler(Request(scope))
        except Exception as error:
            return refusal(error, scope)

    def found(self, scope: Scope) -> Handler | None:
        """The handler of an address, if it is a published one; its variable part goes into the scope."""
        path, raw = scope["path"], scope["raw_path"]
        if len(raw) + len(scope["query_string"]) > LONGEST or not (PLAIN.fullmatch(raw) or fault(scope) is None):
            return None
        scope["path_params"] = {}
        handler, name = self.handlers.get(path, NOTHING)
        if handler is not None and name is None:
            return handler
        address, value = shape(path)
        handler, name = self.handlers.get(address, NOTHING)
        if name is None:
            return None
        scope["path_params"] = {name: value}
        return handler


def shaped(route: ReadRoute) -> str:
    """The shape of a route's addresses."""
    for name in route.param_convertors:
        return route.path.replace(f"{{{name}}}", VARIABLE)
    return route.path
