"""Paths: which addresses are exported, with the id of every record, and the name of each one's file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import select

from app import urls
from app.errors import PROBLEMS
from app.main import routes
from app.resources import RESOURCES
from app.routers import file_names
from app.store import DatasetStore
from app.web.dispatch import ApiRoute

# What only the service can answer: what changes with time, takes an address or words, or is set by its operator.
SERVICE_ONLY = {
    urls.LIVE,
    urls.READY,
    urls.OEMBED,
    urls.OEMBED_PROVIDERS,
    urls.SEARCH_PAGE,
    urls.BUILDER,
    urls.SECURITY,
}
ALIASES = {"annotations": "passages"}  # collections whose ids are those of another one


def is_static(route: ApiRoute) -> bool:
    """Whether its responses can be files: no parameter is required, and they do not change with time."""
    has_required = any(field.is_required() for field in route.query_model.model_fields.values())
    return not has_required and route.path not in SERVICE_ONLY


def ids_by_collection(store: DatasetStore) -> dict[str, list[str]]:
    """The ids that may stand in a path after the name of a collection."""
    with store.snapshot() as (connection, *_):
        ids = {item.name: list(connection.scalars(select(item.table.id).order_by(item.table.id))) for item in RESOURCES}
    ids["problems"] = [error.name for error in PROBLEMS]
    return ids | {alias: ids[collection] for alias, collection in ALIASES.items()}


def own_routes() -> list[ApiRoute]:
    """Every route except those that repeat another one under the name of its file."""
    return [route for route in routes() if route not in file_names.router.routes]


def exported_paths(store: DatasetStore) -> Iterator[str]:
    """Every path that becomes a file."""
    ids = ids_by_collection(store)
    for route in own_routes():
        if is_static(route):
            yield from paths(route, ids)


def paths(route: ApiRoute, ids: Mapping[str, Sequence[str]]) -> list[str]:
    """The paths of a route: one for each id if it takes one. Raises KeyError for a collection without known ids."""
    before, name, after = urls.split_pattern(route.path)
    return [f"{before}{id}{after}" for id in ids[Path(before).name]] if name else [route.path]


def file_name(path: str, content_type: str) -> str:
    """The file of a path, which keeps its suffix or gets that of its media type.

    `/events` does not become `events`, since there is a folder `events/` and servers would not know that it is JSON;
    nor `events/index.json`, since servers do not return that for `/events`.
    """
    if path == urls.VIEW:
        return "/index.html"
    if "." in path.rpartition("/")[2] or path.startswith(f"{urls.STATIC}/"):
        return path
    return f"{path}.html" if content_type.startswith("text/html") else urls.json_file(path)
