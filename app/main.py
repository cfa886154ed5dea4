"""create_app(): the service put together; and `app`, which uvicorn runs."""

from fastapi import FastAPI
from fastapi.routing import APIRouter

from app import urls
from app.formats.markdown import MARKDOWN
from app.pages import (
    builder,
    cards,
    docs,
    embeds,
    maps,
    matrix,
    newsrooms,
    oembed,
    overviews,
    records,
    reference,
    well_known,
)
from app.pages.openapi import describe
from app.resources import RESOURCES
from app.routers import collections, file_names, files, formats, health, lookups, problems
from app.settings import Settings, settings
from app.store import DatasetStore
from app.vocabulary import RecordKind
from app.web.dispatch import ApiRoute, Dispatcher
from app.web.metrics import Metrics
from app.web.negotiation import Negotiation
from app.web.observing import Observer, Recorder, RequestLog
from app.web.shutdown import delayed_shutdown

ROUTERS: tuple[APIRouter, ...] = (
    formats.router,
    files.router,
    collections.router,
    lookups.router,
    health.router,
    problems.router,
    file_names.router,
    docs.router,
    reference.router,
    overviews.router,
    records.router,
    embeds.router,
    maps.router,
    builder.router,
    newsrooms.router,
    cards.router,
    matrix.router,
    oembed.router,
    well_known.router,
)


def create_app(settings: Settings) -> Dispatcher:
    """The service over the database of these settings, as an ASGI application."""
    store = DatasetStore(settings)
    return Dispatcher(declare(settings, store), routes(), store, negotiation(), settings)


def observed(app: Dispatcher, settings: Settings) -> Dispatcher | Observer:
    """The service with its requests logged and counted as the settings say; itself if they say neither."""
    recorders: list[Recorder] = []
    if settings.log_format == "json":
        recorders.append(RequestLog())
    if settings.metrics_port is not None:
        recorders.append(Metrics(app.routes))
    return Observer(app, recorders) if recorders else app


def declare(settings: Settings, store: DatasetStore) -> FastAPI:
    """The routes as FastAPI declares them, for the OpenAPI document and the lifespan; it serves no request."""
    app = FastAPI(
        lifespan=lambda app: delayed_shutdown(store, settings.drain_seconds),
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    for router in ROUTERS:
        app.include_router(router)
    app.openapi = lambda: describe(app, settings)  # type: ignore[method-assign]
    return app


def routes() -> list[ApiRoute]:
    """Every route, as the dispatcher calls it."""
    return [route for router in ROUTERS for route in router.routes if isinstance(route, ApiRoute)]


def negotiation() -> Negotiation:
    """The formats of each list and record that `Accept` can ask for."""
    suffixes: dict[str, dict[str, str]] = {}
    for resource in RESOURCES:
        path = urls.collection(resource.name)
        suffixes[path] = {item.essence: f".{item.suffix}" for item in resource.formats if item.lists}
        suffixes[f"{path}/{{id}}"] = {item.essence: f".{item.suffix}" for item in resource.formats if item.records}
    for kind in (RecordKind.EVENT, RecordKind.STRIKE):
        suffixes[urls.matrix(kind, "{id}")] = {MARKDOWN.essence: f".{MARKDOWN.suffix}"}
    suffixes[urls.INDEX] = {"text/html": urls.VIEW.removeprefix(urls.INDEX)}
    return Negotiation(suffixes)


app = observed(create_app(settings()), settings())
