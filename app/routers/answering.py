"""Answering: a question read becomes the bytes that are sent."""

from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from app.catalogue import Collection
from app.errors import Fault, InvalidParameter
from app.formats import json
from app.models import Dataset
from app.queries.asking import Found, ask
from app.queries.known import nearest, unknown
from app.queries.listing import Listing
from app.routers.service import Service

ADDRESS = "/?&=%+,:;@!$'()*~-._"


def service(request: Request) -> Service:
    """The data being served."""
    found: Service = request.app.state.service
    return found


def target(request: Request) -> str:
    """Path and query as they were asked; what may not stand in an address unencoded is encoded."""
    path: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return quote(path + (b"?" + query if query else b""), safe=ADDRESS)


def absolute(request: Request, *, cursor: str | None = None) -> str:
    """This question's address, from its first page or from a cursor on."""
    path, _, query = target(request).partition("?")
    kept = [pair for pair in query.split("&") if pair and not pair.startswith("cursor=")]
    pairs = "&".join([*kept, *([f"cursor={cursor}"] if cursor else [])])
    return service(request).base_url + path + (f"?{pairs}" if pairs else "")


def stamp(request: Request, dataset: Dataset) -> dict[str, Any]:
    """What every answer ends with: which data it is, how to credit it, its licence."""
    url = service(request).base_url + target(request)
    return {
        "dataset": {"version": dataset.version, "digest": dataset.digest},
        "citation": {
            "short": f"{dataset.title}, v{dataset.version}",
            "full": f"{dataset.title}. Version {dataset.version}, {dataset.released}. {url}",
            "url": url,
        },
        "licence": dataset.licence,
    }


def listing(request: Request, collection: Collection, query: Listing) -> Response:
    """A page of a collection."""
    names = chosen(collection, query)
    if set(names) - collection.brief.model_fields.keys():
        query = query.model_copy(update={"detail": "full"})
    with service(request).reading() as (connection, dataset):
        found = asked(request, connection, query, dataset)
    documents = [json.selected(document, names) for document in found.documents] if names else found.documents
    return page(request, Found(**{**vars(found), "documents": documents}), dataset)


def asked(request: Request, connection: Connection, query: Listing, dataset: Dataset) -> Found:
    """Ask, once every id in the question is known."""
    faults = unknown(connection, query)
    if faults:
        raise InvalidParameter(faults)
    return ask(connection, query, dataset, absolute(request))


def page(request: Request, found: Found, dataset: Dataset) -> Response:
    """The page in its envelope, with its Link header."""
    following = absolute(request, cursor=found.cursor) if found.cursor else None
    rest = {
        "total": found.total,
        "returned": len(found.documents),
        "next": following,
        **({"facets": found.facets} if found.facets is not None else {}),
        **({"notices": found.notices} if found.notices else {}),
        **stamp(request, dataset),
    }
    links = [f'<{absolute(request)}>; rel="first"', *([f'<{following}>; rel="next"'] if following else [])]
    body = json.listing(found.documents, rest)
    return Response(body, media_type=json.MEDIA_TYPE, headers={"Link": ", ".join(links)})


def single(request: Request, document: str, dataset: Dataset) -> Response:
    """One record in its envelope."""
    return Response(json.single(document, stamp(request, dataset)), media_type=json.MEDIA_TYPE)


def chosen(collection: Collection, query: Listing) -> list[str]:
    """The fields asked for. Raises InvalidParameter for one that the records have not."""
    names = query.fields.split(",") if query.fields else []
    valid = list(collection.full.model_fields)
    faults = [
        Fault(
            parameter="fields",
            value=name,
            message=f"{name!r} is not a field of {collection.name}; the fields are: {', '.join(valid)}",
            nearest=nearest(name, valid),
        )
        for name in names
        if name not in valid
    ]
    if faults:
        raise InvalidParameter(faults)
    return names
