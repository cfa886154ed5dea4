"""Answering: a question read becomes the bytes that are sent."""

from dataclasses import replace

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app import urls
from app.errors import Fault, InvalidParameter
from app.formats import json_format
from app.formats.envelope import make_envelope
from app.models import Dataset
from app.queries.engine.paginate import Found, ask
from app.queries.engine.suggestions import nearest, unknown
from app.queries.listing import Listing, Paged
from app.resources import Resource
from app.store import DatasetStore
from app.web.responses import PAGED


def service(request: Request) -> DatasetStore:
    """The data being served."""
    found: DatasetStore = request.app.state.service
    return found


def target(request: Request) -> str:
    """Path and query in their one spelling, so that answers to one question are the same however it is spelt."""
    found: str | None = request.scope.get("canonical")
    if found is None:
        found = request.scope["canonical"] = urls.canonical(request.scope["raw_path"], request.scope["query_string"])
    return found


def first_page(request: Request, query: Paged) -> str:
    """The address of this question's first page."""
    url = service(request).base_url + target(request)
    return url if query.cursor is None else without_cursor(url)


def without_cursor(url: str) -> str:
    """The address without its cursor."""
    path, _, query = url.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not pair.startswith("cursor="))
    return f"{path}?{kept}" if kept else path


def stamp(request: Request, dataset: Dataset) -> bytes:
    """What every answer ends with: which data it is, how to credit it, its licence."""
    known = service(request)
    if (made := known.envelopes.get(dataset.digest)) is None:
        made = known.envelopes[dataset.digest] = make_envelope(dataset, known.base_url)
    return made.render(target(request))


def listing(request: Request, resource: Resource, query: Listing) -> Response:
    """A page of a resource."""
    names = chosen(resource, query)
    if names and set(names) - resource.brief.model_fields.keys():
        query = query.model_copy(update={"detail": "full"})
    with service(request).reading() as (connection, dataset):
        found = asked(request, connection, query, dataset)
    if names:
        found = replace(found, documents=[json_format.select_fields(document, names) for document in found.documents])
    return page(request, query, found, dataset)


def asked(request: Request, connection: Connection, query: Paged, dataset: Dataset) -> Found:
    """Ask, once every id in the question is known."""
    faults = unknown(connection, query)
    if faults:
        raise InvalidParameter(faults)
    return ask(connection, query, dataset, first_page(request, query))


def page(request: Request, query: Paged, found: Found, dataset: Dataset) -> Response:
    """The page in its envelope, with its Link header."""
    first, following = first_page(request, query), None
    headers = {"Link": f'<{first}>; rel="first"'}
    if found.cursor is not None:
        following = f"{first}{'&' if '?' in first else '?'}cursor={found.cursor}"
        headers = {"Link": f'{headers["Link"]}, <{following}>; rel="next"', "Cache-Control": PAGED}
    rest = {
        "total": found.total,
        "returned": len(found.documents),
        "next": following,
        **({"facets": found.facets} if found.facets is not None else {}),
        **({"notices": found.notices} if found.notices else {}),
    }
    body = json_format.list_body(found.documents, rest, stamp(request, dataset))
    return Response(body, media_type=json_format.MEDIA_TYPE, headers=headers)


def single(request: Request, document: str, dataset: Dataset) -> Response:
    """One record in its envelope."""
    return Response(json_format.single_body(document, stamp(request, dataset)), media_type=json_format.MEDIA_TYPE)


def chosen(resource: Resource, query: Listing) -> list[str]:
    """The fields asked for. Raises InvalidParameter for one that the records have not."""
    if not query.fields:
        return []
    names = query.fields.split(",")
    valid = list(resource.full.model_fields)
    faults = [
        Fault(
            parameter="fields",
            value=name,
            message=f"{name!r} is not a field of {resource.name}; the fields are: {', '.join(valid)}",
            nearest=nearest(name, valid),
        )
        for name in names
        if name not in valid
    ]
    if faults:
        raise InvalidParameter(faults)
    return names
