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

from app.errors import ApiError, answer
from app.routers.reading import ReadRoute
from app.wire.shapes import VARIABLE, shape

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Direct:
    """Knows the handler of each address by the address itself, or by its shape."""

    def __init__(self, app: ASGIApp, routes: Iterable[ReadRoute]) -> None:
        self.app = app
        self.handlers: dict[str, tuple[Handler, str | None]] = {}
        for route in routes:
            (name,) = route.param_convertors or (None,)
            self.handlers[shaped(route)] = route.get_route_handler(), name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or (handler := self.found(scope)) is None:
            await self.app(scope, receive, send)
            return
        scope["app"] = self.app
        try:
            response = await handler(Request(scope))
        except ApiError as error:
            response = answer(error, scope)
        await response(scope, receive, send)

    def found(self, scope: Scope) -> Handler | None:
        """The handler of an address, if it is a published one; its variable part goes into the scope."""
        path = scope["path"]
        if (known := self.handlers.get(path)) is not None:
            scope["path_params"] = {}
            return known[0]
        address, value = shape(path)
        handler, name = self.handlers.get(address, (None, None))
        if name is None:
            return None
        scope["path_params"] = {name: value}
        return handler


def shaped(route: ReadRoute) -> str:
    """The shape of a route's addresses."""
    for name in route.param_convertors:
        return route.path.replace(f"{{{name}}}", VARIABLE)
    return route.path
