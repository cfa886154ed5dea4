"""create_app(): routers, middleware and error handlers, put together; and `app` for uvicorn."""

import gc

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from app import urls
from app.errors import ApiError, Fault, Internal, MethodNotAllowed, NotFound, answer
from app.pages import docs
from app.pages.openapi import describe
from app.queries.engine.suggestions import nearest
from app.resources import RESOURCES
from app.routers import collections, files, formats, health, lookups, problems
from app.settings import Settings, settings
from app.store import DatasetStore
from app.web.cache import Cache, Node
from app.web.dispatch import Direct
from app.web.faults import Faults
from app.web.headers import Headers
from app.web.methods import ALLOW, Methods
from app.web.negotiation import Negotiation
from app.web.params import ReadRoute
from app.web.shapes import VARIABLE
from app.web.shutdown import draining
from app.web.targets import Targets

READ = (formats.router, files.router, collections.router, lookups.router, health.router, problems.router)


async def refused(request: Request, error: Exception) -> Response:
    """An error that knows its status."""
    return answer(error if isinstance(error, ApiError) else Internal("The answer could not be made."), request.scope)


async def unrouted(request: Request, error: Exception) -> Response:
    """What the framework refuses, in the shape of all errors."""
    if isinstance(error, HTTPException) and error.status_code == MethodNotAllowed.status:
        return answer(MethodNotAllowed("The service is read-only.", headers={"Allow": ALLOW}), request.scope)
    choices = nearest(request.url.path, list(urls.TOPS))
    fault = Fault(parameter="path", value=request.url.path[:200], message="there is no such address", nearest=choices)
    return answer(NotFound("There is nothing at this address; / lists all there are.", [fault]), request.scope)


def create_app(chosen: Settings) -> FastAPI:
    """The addresses and their documentation, over one database."""
    service = DatasetStore(chosen)
    app = FastAPI(
        lifespan=lambda app: draining(service, chosen.drain_seconds),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        exception_handlers={ApiError: refused, HTTPException: unrouted, Exception: refused},
    )
    app.state.service = service
    for router in (*READ, docs.router):
        app.include_router(router)
    app.mount(urls.STATIC, StaticFiles(directory=docs.STATIC), name="static")
    app.openapi = lambda: describe(app, chosen)  # type: ignore[method-assign]
    return app


def served(chosen: Settings) -> Cache:
    """The service as it is served: the wire around it, its answers kept in memory."""
    app = create_app(chosen)
    routes = [route for router in READ for route in router.routes if isinstance(route, ReadRoute)]
    wired = Direct(app, Headers(Methods(Targets(Faults(app)))), routes)
    node = Node(chosen.cache_bytes, f"{chosen.base_url} {chosen.contact} ")
    return Cache(wired, app.state.service, negotiation(), node)


def negotiation() -> Negotiation:
    """The forms of each list and record."""
    found: dict[str, dict[str, str]] = {}
    for resource in RESOURCES:
        bare = urls.collection(resource.name)
        found[bare] = {form.essence: f".{form.suffix}" for form in resource.formats if form.lists}
        found[f"{bare}/{VARIABLE}"] = {form.essence: f".{form.suffix}" for form in resource.formats if form.records}
    return Negotiation(found)


app = served(settings())
gc.freeze()  # what is there now stays, and need never be looked through
gc.enable()
