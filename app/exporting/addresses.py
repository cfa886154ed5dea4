"""What is exported: every address of the routes, with every id of the database; and what can not be a file."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import select

from app import urls
from app.errors import PROBLEMS
from app.main import routes
from app.resources import RESOURCES
from app.store import DatasetStore
from app.web.dispatch import ApiRoute

VARIABLE = re.compile(r"\{\w+\}")
ALIASES = {"annotations": "passages"}  # addresses by the ids of a resource that is named otherwise


def static(route: ApiRoute) -> bool:
    """Whether its answer can be a file: no question must be asked, and it is true tomorrow too."""
    asks = any(field.is_required() for field in route.query_model.model_fields.values())
    unused = route.path.startswith(urls.STATIC) and route.path.endswith((".html", ".md"))
    return not asks and not unused and route.path not in {urls.LIVE, urls.READY}


def ids(service: DatasetStore) -> dict[str, list[str]]:
    """What may stand in the variable part of an address, by the name before it."""
    with service.snapshot() as snapshot:
        found = {
            item.name: list(snapshot.connection.scalars(select(item.table.id).order_by(item.table.id)))
            for item in RESOURCES
        }
    found["problems"] = [error.name for error in PROBLEMS]
    return found | {name: found[resource] for name, resource in ALIASES.items()}


def exported(service: DatasetStore) -> Iterator[str]:
    """Every address that becomes a file."""
    known = ids(service)
    for route in routes():
        if static(route):
            yield from filled(route.path, known)


def filled(path: str, known: dict[str, list[str]]) -> Iterable[str]:
    """The addresses of a pattern. Raises KeyError for one whose ids nobody knows."""
    found = VARIABLE.search(path)
    if found is None:
        return [path]
    before = Path(path[: found.start()]).name
    return [path.replace(found.group(), id) for id in known[before]]


def file_name(address: str, media_type: str) -> str:
    """The file of an address: a suffix is kept, a bare address gets that of its form.

    Not `events` without a suffix: a folder `events/` must stand beside it, and a plain web server would not know that
    it is JSON. Not `events/index.json` either: no plain server answers `/events` with it.
    """
    if "." in address.rpartition("/")[2] or address.startswith(f"{urls.STATIC}/"):
        return address
    suffix = "html" if media_type.startswith("text/html") else "json"
    return f"{address}.{suffix}" if address != urls.INDEX else f"/index.{suffix}"
