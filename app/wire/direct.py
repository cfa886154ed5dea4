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

from app.errors import ApiError, Fault, NotAcceptable, answer, shortened
from app.formats import json
from app.formats.negotiation import best
from app.routers.reading import ReadRoute

Handler = Callable[[Request], Coroutine[Any, Any, Response]]
VARIABLE = "{}"


OFFERED = (json.MEDIA_TYPE,)


def acceptable(scope: Scope) -> None:
    """Raises NotAcceptable when the client takes none of the media types there are."""
    accept = b",".join(value for name, value in scope["headers"] if name == b"accept")
    if best(accept, OFFERED) is None:
        given, choices = accept.decode("latin-1"), ", ".join(OFFERED)
        message = f"{shortened(given)} is none of what there is: {choices}"
        fault = Fault(parameter="Accept", value=shortened(given), message=message, nearest=list(OFFERED))
        raise NotAcceptable(f"Of what the client takes there is nothing; there is: {choices}.", [fault])


class Direct:
    """Knows the handler of each address by the address itself, or by its shape: /events/{}/matrix."""

    def __init__(self, app: ASGIApp, routes: Iterable[ReadRoute]) -> None:
        self.app = app
        self.handlers: dict[str, tuple[Handler, str | None]] = {}
        for route in routes:
            (name,) = route.param_convertors or (None,)
            shape = route.path if name is None else route.path.replace(f"{{{name}}}", VARIABLE)
            self.handlers[shape] = route.get_route_handler(), name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or (handler := self.found(scope)) is None:
            await self.app(scope, receive, send)
            return
        scope["app"] = self.app
        try:
            acceptable(scope)
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
        _, *parts = path.split("/", 3)
        if len(parts) <= 1 or not parts[1]:
            return None
        value, parts[1] = parts[1], VARIABLE
        handler, name = self.handlers.get("/" + "/".join(parts), (None, None))
        scope["path_params"] = {name: value}
        return handler if name is not None else None
