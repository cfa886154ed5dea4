"""Lists, records and feeds in formats other than JSON, each at an address with a suffix."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from app import urls
from app.errors import InvalidParameter
from app.formats.atom import ATOM
from app.formats.csv import CSV, MARK
from app.formats.format import Format
from app.formats.head import Head
from app.formats.jsonfeed import JSON_FEED
from app.models import Dataset, Event
from app.queries.changes import ChangeQuery
from app.queries.engine.get import document
from app.queries.engine.stream import Lines, Spread, Whole, documents, whole
from app.queries.engine.suggestions import unknown
from app.queries.listing import Listing
from app.resources import RESOURCES, Resource
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

CHUNK = 64 * 1024  # characters, about what is sent at a time
router = APIRouter(route_class=ApiRoute, include_in_schema=False)


def document_info(request: ApiRequest, dataset: Dataset, title: str, resource: Resource) -> Head:
    """What a format may say about the whole file."""
    return Head(
        title=title,
        url=request.url_of_target,
        base_url=request.store.base_url,
        dataset=dataset.title,
        version=dataset.version,
        released=dataset.released,
        licence=dataset.licence,
        columns=resource.columns,
    )


def chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """The pieces of a text joined into chunks of about CHUNK characters."""
    buffer, size = [], 0
    for piece in pieces:
        buffer.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(buffer).encode()
            buffer, size = [], 0
    yield "".join(buffer).encode()


def encode_list(request: ApiRequest, resource: Resource, format: Format, query: Listing) -> Iterator[str]:
    """The whole list in a format, piece by piece. The snapshot is held until the last piece."""
    if format.detail:
        query = query.model_copy(update={"detail": format.detail})
    with request.store.snapshot() as snapshot:
        if faults := unknown(snapshot.connection, query):
            raise InvalidParameter(faults)
        texts = chain.from_iterable(documents(snapshot.connection, query, snapshot.dataset))
        records = texts if format.raw else map(json.loads, texts)
        yield from format.encode(
            records, document_info(request, snapshot.dataset, resource.name.capitalize(), resource)
        )


def file_headers(request: ApiRequest, resource: Resource, format: Format, query: Any) -> dict[str, str]:
    """The media type, the file name to save it under, and for CSV where its columns are described."""
    headers = {"Content-Type": format.media_type}
    if query.download:
        headers["Content-Disposition"] = f'attachment; filename="{format.address(resource.name)}"'
    if format is CSV:
        description = request.store.base_url + urls.table(resource.name)
        headers["Link"] = f'<{description}>; rel="describedby"; type="application/csvm+json"'
    return headers


def add_list(resource: Resource, format: Format, path: str) -> None:
    """Declare a list in a format."""
    params = Spread if format is CSV else Lines if format.detail is None else Whole
    model = whole(resource.query, params)

    def get_file(request: ApiRequest, query: Annotated[model, Query()]) -> Response:  # type: ignore[valid-type]
        pieces = encode_list(request, resource, format, query)
        if getattr(query, "excel", False):
            pieces = chain([MARK], pieces)
        body = chunks(pieces)
        first = next(body)  # an error up to here is a problem like any other
        return StreamingResponse(chain([first], body), headers=file_headers(request, resource, format, query))

    router.add_api_route(path, get_file, methods=["GET"])


def add_record(resource: Resource, format: Format) -> None:
    """Declare a record in a format."""

    def get_file(request: ApiRequest, id: str) -> Response:
        with request.store.snapshot() as snapshot:
            record = json.loads(document(snapshot.connection, resource.table, id, resource.table.full))
        title = record.get("title") or record.get("name") or record.get("statement") or id
        pieces = format.encode([record], document_info(request, snapshot.dataset, title, resource))
        return Response("".join(pieces), headers={"Content-Type": format.media_type})

    router.add_api_route(format.address(urls.collection(resource.name) + "/{id}"), get_file, methods=["GET"])


def add_record_feed(resource: Resource, format: Format) -> None:
    """Declare the feed of a record: itself, and every change to it."""

    def get_feed(request: ApiRequest, id: str) -> Response:
        with request.store.snapshot() as snapshot:
            record = document(snapshot.connection, resource.table, id, resource.table.full)
            query = ChangeQuery(record=[f"{resource.name}/{id}"])
            changes = chain.from_iterable(documents(snapshot.connection, query, snapshot.dataset))
            records = [json.loads(text) for text in chain([record], changes)]
        info = document_info(request, snapshot.dataset, records[0]["title"], resource)
        return Response("".join(format.encode(records, info)), headers={"Content-Type": format.media_type})

    router.add_api_route(urls.feed(f"{resource.name}/{{id}}", format.suffix), get_feed, methods=["GET"])


for resource in RESOURCES:
    if resource.name in urls.FEEDS:
        for format in (ATOM, JSON_FEED):
            add_list(resource, format, urls.feed(resource.name, format.suffix))
            if resource.table is Event:
                add_record_feed(resource, format)
    for format in resource.formats:
        if format.lists:
            add_list(resource, format, format.address(urls.collection(resource.name)))
        if format.records:
            add_record(resource, format)
