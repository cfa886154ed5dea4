"""Paths: which addresses are exported, with the id of every record, and the name of each one's file."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sqlalchemy import select

from app import urls
from app.errors import PROBLEMS
from app.main import READ
from app.pages.docs import STATIC
from app.resources import RESOURCES
from app.store import DatasetStore
from app.web.params import ReadRoute, query_model

ALIASES = {"annotations": "passages"}  # collections whose ids are those of another one


def read_routes() -> list[ReadRoute]:
    """Every route of the service but those of the documentation."""
    return [route for router in READ for route in router.routes if isinstance(route, ReadRoute)]


def is_static(route: ReadRoute) -> bool:
    """Whether its responses can be files: no parameter is required, and they do not change with time."""
    model = query_model(route.endpoint)
    has_required = model is not None and any(field.is_required() for field in model.model_fields.values())
    return not has_required and route.path not in {urls.LIVE, urls.READY}


def ids_by_collection(store: DatasetStore) -> dict[str, list[str]]:
    """The ids that may stand in a path after the name of a collection."""
    with store.reading() as (connection, _):
        ids = {item.name: list(connection.scalars(select(item.table.id).order_by(item.table.id))) for item in RESOURCES}
    ids["problems"] = [error.name for error in PROBLEMS]
    return ids | {alias: ids[collection] for alias, collection in ALIASES.items()}


def exported_paths(store: DatasetStore) -> Iterator[str]:
    """Every path that becomes a file."""
    ids = ids_by_collection(store)
    for route in read_routes():
        if is_static(route):
            yield from paths(route, ids)
    yield from (urls.DOCS, urls.OPENAPI)
    for file in sorted(STATIC.rglob("*")):
        if file.is_file() and file.suffix not in {".html", ".md"}:
            yield f"{urls.STATIC}/{file.relative_to(STATIC).as_posix()}"


def paths(route: ReadRoute, ids: Mapping[str, Sequence[str]]) -> list[str]:
    """The paths of a route: one for each id if it takes one. Raises KeyError for a collection without known ids."""
    for name in route.param_convertors:
        before, _, after = route.path.partition(f"{{{name}}}")
        return [f"{before}{id}{after}" for id in ids[Path(before).name]]
    return [route.path]


def file_name(path: str, content_type: str) -> str:
    """The file of a path, which keeps its suffix or gets that of its media type.

    `/events` does not become `events`, since there is a folder `events/` and servers would not know that it is JSON;
    nor `events/index.json`, since servers do not return that for `/events`.
    """
    if "." in path.rpartition("/")[2] or path.startswith(f"{urls.STATIC}/"):
        return path
    suffix = "html" if content_type.startswith("text/html") else "json"
    return f"{path}.{suffix}" if path != urls.INDEX else f"/index.{suffix}"
