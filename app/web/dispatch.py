"""The path of every request, and the only router of what is served.

FastAPI declares the routes, documents them and runs the lifespan. Its own routing, with exit stacks, error handlers and
parameter solving that no endpoint here uses, would make up most of the cost of a response: measured in process over the
shipped record, a list that is not cached takes 62 to 70 µs this way and 160 to 187 µs that way.
"""

import re
from collections.abc import Callable, Iterable
from functools import partial
from inspect import iscoroutinefunction
from time import perf_counter
from typing import Annotated, Any, get_args, get_origin, get_type_hints
from urllib.parse import quote

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app import urls
from app.errors import ApiError, Fault, Internal, NotFound, problem_response, shortened
from app.models import Dataset
from app.queries.engine.suggestions import did_you_mean, nearest
from app.settings import Settings
from app.store import DatasetStore
from app.web.accept import accepts
from app.web.cache import Key, ResponseCache
from app.web.compression import IDENTITY, choose_coding
from app.web.error_log import ErrorLog
from app.web.etags import matching_cache_control
from app.web.headers import CACHEABLE, PREFLIGHT
from app.web.negotiation import ANYTHING, Negotiation, not_acceptable
from app.web.params import NoParameters, parse_query
from app.web.ranges import partial_response
from app.web.requests import (
    ApiRequest,
    RequestHeaders,
    check_request,
    request_headers,
    request_id,
    requested_address,
)
from app.web.responses import BufferedSend, ChunkedResponse, ReadyResponse, client_has, ready_response, send_response

EXCHANGE = "app.exchange"  # the name in an ASGI scope of what is measured of a request, if anything is
MAX_BUFFERED = 16 * 2**20  # bytes; a longer response is streamed, without validator or compression
PREFLIGHT_RESPONSE = ready_response(Response(status_code=204, headers=PREFLIGHT), None, "", "")
CACHED = {"Cache-Control": CACHEABLE}


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
        self.spellings = {path.lower(): path for path in self.fixed}
        prefixes = sorted({before for before, _ in self.variable}, key=len, reverse=True)
        self.pattern = re.compile(f"({'|'.join(map(re.escape, prefixes))})(?!$)([^/.]*)(.*)", re.DOTALL)

    def match(self, path: str) -> tuple[ApiRoute, dict[str, str]]:
        """The route of a path, and the value of its variable. Raises NotFound with the nearest addresses."""
        if (found := self.find(path)) is not None:
            return found
        closest = self.same_name(path) or nearest(path, list(urls.TOPS))
        message = f"No such address.{did_you_mean(closest)} See / for the list."
        raise NotFound(message, [Fault(parameter="path", value=path[:200], message=message, nearest=closest)])

    def find(self, path: str) -> tuple[ApiRoute, dict[str, str]] | None:
        """The route of a path, and the value of its variable; None if there is none."""
        if (route := self.fixed.get(path)) is not None:
            return route, {}
        if (parts := self.pattern.fullmatch(path)) is not None:
            before, value, after = parts.groups()
            if (before, after) not in self.variable and "/" not in after:
                value, after = value + after, ""  # no suffix of ours: an id that does not exist
            if (before, after) in self.variable:
                route, name = self.variable[before, after]
                return route, {name: value}
        return None

    def same_name(self, path: str) -> list[str]:
        """The addresses that differ from a path in nothing but the suffix."""
        name, dot, _ = path.partition(".")
        return [known for known in self.fixed if known.partition(".")[0] == name] if dot else []

    def right_path(self, path: str) -> str | None:
        """The path without a trailing slash and in the right case, if that is another path and there is a route for it.

        Ids are in lower case, and no two paths of ours differ in nothing but the case, so nothing else can be meant.
        """
        lower = path.rstrip("/").lower()
        right = self.spellings.get(lower, lower)
        has_dots = not {".", ".."}.isdisjoint(right.split("/"))  # which a client would take for a folder
        return right if right != path and not has_dots and self.find(right) is not None else None


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
        self.error_log = ErrorLog(lambda: store.failing or store.draining)
        self.slow_seconds = settings.slow_seconds

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
            response = PREFLIGHT_RESPONSE
            if scope["method"] != "OPTIONS":
                response = await self.get(scope, headers, receive, send)
        except ApiError as error:
            response = ready_response(self.problem(error, scope), None, "", "")
        if response is not None:
            await send_response(response, scope, headers.if_none_match, send)

    async def get(self, scope: Scope, headers: RequestHeaders, receive: Receive, send: Send) -> ReadyResponse | None:
        """The response to GET or HEAD, from the cache or a new one; None if it has been sent. Raises an ApiError."""
        asked, accept = scope, headers.accept
        if accept is not None and accept != ANYTHING:
            scope = self.negotiate(scope, accept)
        coding = choose_coding(headers.accept_encoding or b"") if headers.range is None else IDENTITY
        key = (scope["raw_path"], scope["query_string"], coding)
        response = self.cache.responses.get(key)
        if response is None or (response.bodyless and not client_has(headers.if_none_match, response)):
            request = ApiRequest(scope, receive, self.app, self.store, asked)
            response = await self.fetch(request, key, headers.if_none_match, send)
            if (exchange := scope.get(EXCHANGE)) is not None:
                exchange.note_made(response)
            if response is None:
                return None
        else:
            self.cache.responses.move_to_end(key)
        if accept is not None and response.media_type and not accepts(accept, response.media_type):
            raise not_acceptable(accept, [response.media_type])
        if headers.range is not None and scope["method"] == "GET" and not client_has(headers.if_none_match, response):
            return partial_response(response, headers.range, headers.if_range)
        return response

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
        return await self.cache.get_or_make(key, partial(self.make, request, key, send))

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

    async def make(self, request: ApiRequest, key: Key, send: Send) -> ReadyResponse | None:
        """Run the endpoint and make its response ready; None if it has been streamed or the client has gone."""
        while True:
            dataset = self.cache.dataset
            response = await self.respond(request)
            if isinstance(response, ChunkedResponse):
                buffered = await self.stream(response, request, key, send)
                if buffered is None:
                    return None
                response = buffered
            if self.store.dataset is dataset:
                return ready_response(response, dataset, self.validator_prefix + request.target, key[2])
            self.cache.reset(self.store.dataset)  # replaced meanwhile: the response may be of either dataset

    async def respond(self, request: ApiRequest) -> Response:
        """The response of the endpoint, or the problem it raised."""
        started = perf_counter()
        try:
            route, arguments = self.routes.match(request.scope["path"])
            response = await route.respond(request, **arguments)
        except Exception as error:
            response = self.failure(error, request)
        self.note_time(perf_counter() - started, response, request.asked)
        return response

    def failure(self, error: Exception, request: ApiRequest) -> Response:
        """The response for an error; for a path in another spelling, one that leads to the address."""
        if isinstance(error, NotFound) and (path := self.routes.right_path(request.asked["path"])) is not None:
            return self.redirect(path, request.scope["query_string"])
        return self.problem(error, request.asked)

    def note_time(self, seconds: float, response: Response, asked: Scope) -> None:
        """Log a response that took long to make, unless it is an error that was logged, and note the time if wanted."""
        if seconds > self.slow_seconds and response.status_code < Internal.status:
            self.error_log.write_slow(describe(asked), request_id(asked), seconds)
        if (exchange := asked.get(EXCHANGE)) is not None:
            exchange.seconds += seconds

    def redirect(self, path: str, query_string: bytes) -> Response:
        """The response that sends a client to another path, with the query it came with."""
        query = f"?{query_string.decode()}" if query_string else ""
        return Response(status_code=308, headers={"Location": f"{self.base_path}{quote(path)}{query}", **CACHED})

    def problem(self, error: Exception, asked: Scope) -> Response:
        """The response for an error, which is logged if the service is at fault."""
        known, id = known_error(error), request_id(asked)
        self.error_log.write(known, describe(asked), id, error)
        return problem_response(known, requested_address(asked), id, self.base_path)

    async def stream(self, response: ChunkedResponse, request: ApiRequest, key: Key, send: Send) -> Response | None:
        """A streamed response as a whole; None if it was too long and has been sent, or its client has gone.

        An error before anything was sent is a problem; later it ends the connection, so that what came is not taken
        for the whole.
        """
        buffer = BufferedSend(send, MAX_BUFFERED, partial(self.cache.stop_sharing, key))
        try:
            return await buffer.run(response, request.scope, request.receive)
        except Exception as error:
            if buffer.sent:
                self.error_log.write_broken(describe(request.asked), request_id(request.asked))
                if isinstance(error, ApiError):
                    return None  # the server ends the connection of a response that is not complete
                raise
            return self.problem(error, request.asked)
        finally:
            response.close()


def describe(scope: Scope) -> str:
    """A request in a line of the log: its method and address."""
    return f"{scope['method']} {shortened(requested_address(scope))}"


def known_error(error: Exception) -> ApiError:
    """An error that clients may see; of an unforeseen one they are told no details."""
    return error if isinstance(error, ApiError) else Internal("The response could not be made.")
