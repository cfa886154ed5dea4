"""The path of every request, and the only router of what is served.

FastAPI declares the routes, documents them and runs the lifespan. Its own routing, with exit stacks, error handlers and
parameter solving that no endpoint here uses, would make up most of the cost of a response: measured in process over the
shipped record, a list that is not cached takes 62 to 70 µs this way and 160 to 187 µs that way.
"""

import logging
import re
from collections.abc import Callable, Iterable
from functools import partial
from inspect import iscoroutinefunction
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app import urls
from app.errors import ApiError, Fault, Internal, NotFound, problem_response
from app.models import Dataset
from app.queries.engine.suggestions import did_you_mean, nearest
from app.settings import Settings
from app.store import DatasetStore
from app.web.cache import Key, ResponseCache
from app.web.compression import choose_coding
from app.web.etags import matching_cache_control
from app.web.headers import PREFLIGHT
from app.web.negotiation import ANYTHING, Negotiation
from app.web.params import NoParameters, parse_query
from app.web.requests import ApiRequest, check_request, request_headers
from app.web.responses import BufferedSend, ChunkedResponse, ReadyResponse, client_has, ready_response, send_response

MAX_BUFFERED = 16 * 2**20  # bytes; a longer response is streamed, without validator or compression
PREFLIGHT_RESPONSE = ready_response(Response(status_code=204, headers=PREFLIGHT), None, "", "")
log = logging.getLogger("app")


class ApiRoute(APIRoute):
    """A route that FastAPI declares and documents and the dispatcher calls.

    Its endpoint takes the request, at most one part of the path and, if it declares one, a query model.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, endpoint, **options)
        hint = get_type_hints(endpoint, include_extras=True).get("query")
        self.takes_query = get_origin(hint) is Annotated
        self.query_model: type[BaseModel] = get_args(hint)[0] if self.takes_query else NoParameters
        self.runs_on_loop = iscoroutinefunction(endpoint)

    async def respond(self, request: ApiRequest, **arguments: str) -> Response:
        """Parse the query and run the endpoint. Raises an ApiError."""
        query = parse_query(self.query_model, request.scope["query_string"])
        if self.takes_query:
            if request.held_cache_control is not None:  # the client has the response: no row is read
                return Response(headers={"Cache-Control": request.held_cache_control.decode()})
            endpoint = partial(self.endpoint, request, query=query, **arguments)
        else:
            endpoint = partial(self.endpoint, request, **arguments)
        if self.runs_on_loop:
            response: Response = await endpoint()
            return response
        return await request.store.run(endpoint, query)


class RouteTable:
    """Finds the route of a path. A route has at most one variable part."""

    def __init__(self, routes: Iterable[ApiRoute]) -> None:
        self.fixed: dict[str, ApiRoute] = {}
        self.variable: dict[tuple[str, str], tuple[ApiRoute, str]] = {}  # by what stands before and after the variable
        for route in routes:
            before, name, after = urls.split_pattern(route.path)
            if name:
                self.variable[before, after] = route, name
            else:
                self.fixed[route.path] = route
        prefixes = sorted({before for before, _ in self.variable}, key=len, reverse=True)
        self.pattern = re.compile(f"({'|'.join(map(re.escape, prefixes))})(?!$)([^/.]*)(.*)", re.DOTALL)

    def match(self, path: str) -> tuple[ApiRoute, dict[str, str]]:
        """The route of a path, and the value of its variable. Raises NotFound with the nearest addresses."""
        if (route := self.fixed.get(path)) is not None:
            return route, {}
        if (parts := self.pattern.fullmatch(path)) is not None:
            before, value, after = parts.groups()
            if (before, after) not in self.variable and "/" not in after:
                value, after = value + after, ""  # no suffix of ours: an id that does not exist
            if (before, after) in self.variable:
                route, name = self.variable[before, after]
                return route, {name: value}
        closest = nearest(path, list(urls.TOPS))
        message = f"No such address.{did_you_mean(closest)} See / for the list."
        raise NotFound(message, [Fault(parameter="path", value=path[:200], message=message, nearest=closest)])


class Dispatcher:
    """The service as an ASGI application: check, negotiate, look up, match, parse, query, render, store and send."""

    def __init__(
        self,
        app: ASGIApp,
        routes: Iterable[ApiRoute],
        store: DatasetStore,
        negotiation: Negotiation,
        settings: Settings,
    ) -> None:
        self.app = app  # for the lifespan
        self.routes = RouteTable(routes)
        self.store = store
        self.negotiation = negotiation
        self.base_path = store.base_path
        self.validator_prefix = f"{settings.base_url} {settings.contact} "  # settings that appear in responses
        self.cache = ResponseCache(settings.cache_bytes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        dataset = self.store.serving()
        if dataset is not self.cache.dataset:
            self.cache.reset(dataset)
        headers = request_headers(scope)
        response: ReadyResponse | None
        try:
            check_request(scope, headers)
            if scope["method"] == "OPTIONS":
                response = PREFLIGHT_RESPONSE
            else:
                if headers.accept is not None and headers.accept != ANYTHING:
                    scope = self.negotiate(scope, headers.accept)
                key = (scope["raw_path"], scope["query_string"], choose_coding(headers.accept_encoding or b""))
                response = self.cache.responses.get(key)
                if response is None or (response.bodyless and not client_has(headers.if_none_match, response)):
                    request = ApiRequest(scope, receive, self.app, self.store)
                    response = await self.fetch(request, key, headers.if_none_match, send)
                else:
                    self.cache.responses.move_to_end(key)
        except ApiError as error:
            response = ready_response(problem_response(error, scope, self.base_path), None, "", "")
        if response is not None:
            await send_response(response, scope, headers.if_none_match, send)

    def negotiate(self, scope: Scope, accept: bytes) -> Scope:
        """The request for the format that the client wants, by its suffix. Raises NotAcceptable."""
        suffix = self.negotiation.suffix(scope["path"], accept)
        if not suffix:
            return scope
        return {**scope, "path": scope["path"] + suffix, "raw_path": scope["raw_path"] + suffix.encode()}

    async def fetch(
        self, request: ApiRequest, key: Key, if_none_match: bytes | None, send: Send
    ) -> ReadyResponse | None:
        """A new response; None if there is nothing left to send: it has been streamed, or the client has gone."""
        if if_none_match is not None and self.cache.dataset is not None:
            response = await self.revalidate(request, key, if_none_match, self.cache.dataset)
            if response is not None:
                return response
        return await self.cache.get_or_make(key, partial(self.make, request, key[2], send))

    async def revalidate(
        self, request: ApiRequest, key: Key, if_none_match: bytes, dataset: Dataset
    ) -> ReadyResponse | None:
        """The response to a client that already has it; None if it does not.

        It is made without reading rows, which saves the SQL of what is not in the cache. But the query must parse, and
        a record must exist.
        """
        target = self.validator_prefix + request.target
        request.held_cache_control = matching_cache_control(if_none_match, dataset, target, key[2])
        if request.held_cache_control is None:
            return None
        response = await self.respond(request)
        request.held_cache_control = None
        ready = ready_response(response, dataset, target, key[2])
        if self.store.dataset is not dataset or not client_has(if_none_match, ready):
            return None
        ready = ready._replace(bodyless=True)
        self.cache.responses.put(key, ready)
        return ready

    async def make(self, request: ApiRequest, coding: str, send: Send) -> ReadyResponse | None:
        """Run the endpoint and make its response ready; None if it has been streamed or the client has gone."""
        while True:
            dataset = self.cache.dataset
            response = await self.respond(request)
            if isinstance(response, ChunkedResponse):
                buffered = await self.stream(response, request, send)
                if buffered is None:
                    return None
                response = buffered
            if self.store.dataset is dataset:
                return ready_response(response, dataset, self.validator_prefix + request.target, coding)
            self.cache.reset(self.store.dataset)  # replaced meanwhile: the response may be of either dataset

    async def respond(self, request: ApiRequest) -> Response:
        """The response of the endpoint, or the problem it raised."""
        try:
            route, arguments = self.routes.match(request.scope["path"])
            return await route.respond(request, **arguments)
        except Exception as error:
            return problem_response(known_error(error, request.scope), request.scope, self.base_path)

    async def stream(self, response: ChunkedResponse, request: ApiRequest, send: Send) -> Response | None:
        """A streamed response as a whole; None if it was too long and has been sent, or its client has gone.

        An error before anything was sent is a problem; later it ends the connection, so that what came is not taken
        for the whole.
        """
        buffer = BufferedSend(send, MAX_BUFFERED)
        try:
            return await buffer.run(response, request.scope, request.receive)
        except Exception as error:
            if buffer.sent and isinstance(error, ApiError):
                return None  # the server logs in one line that the response is not complete
            if buffer.sent:
                raise
            return problem_response(known_error(error, request.scope), request.scope, self.base_path)
        finally:
            response.close()


def known_error(error: Exception, scope: Scope) -> ApiError:
    """An error that clients may see. An unforeseen one is logged, and the client is told no details."""
    if isinstance(error, ApiError):
        return error
    log.error("%s failed", scope["path"], exc_info=error)
    return Internal("The response could not be made.")
