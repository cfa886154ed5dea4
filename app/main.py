"""create_app(): routers, middleware and error handlers, put together; and `app` for uvicorn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from app import addresses
from app.errors import ApiError, Fault, Internal, MethodNotAllowed, NotFound, answer
from app.pages import docs
from app.pages.openapi import describe
from app.queries.known import nearest
from app.routers import collections, health, lookups, problems
from app.routers.service import Service
from app.settings import Settings, settings
from app.wire.cache import Cache
from app.wire.faults import Faults
from app.wire.headers import Headers
from app.wire.methods import ALLOW, Methods
from app.wire.targets import Targets


async def refused(request: Request, error: Exception) -> Response:
    """An error that knows its status."""
    return answer(error if isinstance(error, ApiError) else Internal("The answer could not be made."), request.scope)


async def unrouted(request: Request, error: Exception) -> Response:
    """What the framework refuses, in the shape of all errors."""
    if isinstance(error, HTTPException) and error.status_code == MethodNotAllowed.status:
        return answer(MethodNotAllowed("The service is read-only.", headers={"Allow": ALLOW}), request.scope)
    choices = nearest(request.url.path, list(addresses.TOPS))
    fault = Fault(parameter="path", value=request.url.path[:200], message="there is no such address", nearest=choices)
    return answer(NotFound("There is nothing at this address; / lists all there are.", [fault]), request.scope)


@asynccontextmanager
async def open_while_serving(app: FastAPI) -> AsyncIterator[None]:
    """The database is left when the server ends."""
    yield
    app.state.service.close()


def create_app(chosen: Settings) -> FastAPI:
    """The service over one database."""
    app = FastAPI(
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=open_while_serving,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=[Middleware(Headers), Middleware(Methods), Middleware(Targets), Middleware(Faults)],
        exception_handlers={ApiError: refused, HTTPException: unrouted},
    )
    app.state.service = Service(chosen.database, chosen.base_url, chosen.query_seconds)
    for router in (collections.router, lookups.router, health.router, problems.router, docs.router):
        app.include_router(router)
    app.mount(addresses.STATIC, StaticFiles(directory=docs.STATIC), name="static")
    app.openapi = lambda: describe(app, chosen)  # type: ignore[method-assign]
    return app


def served(chosen: Settings) -> Cache:
    """The service as it is served: its answers kept in memory."""
    service = create_app(chosen)
    return Cache(service, service.state.service, chosen.cache_bytes, f"{chosen.base_url} {chosen.contact} ")


app = served(settings())
