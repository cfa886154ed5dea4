"""Formats: lists, records and feeds in other formats than JSON, each at the bare address and a suffix."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app import urls
from app.errors import InvalidParameter
from app.formats.feed_entries import record_title
from app.formats.format import DocumentInfo, Format
from app.models import Dataset
from app.queries.changes import ChangeQuery
from app.queries.engine.get import document
from app.queries.engine.stream import documents, whole
from app.queries.engine.suggestions import unknown
from app.queries.listing import Listing
from app.resources import RESOURCES, Resource
from app.routers import answering
from app.web.params import ReadRoute, asking

CHUNK = 64 * 1024  # characters, about as many as are sent at once
router = APIRouter(route_class=ReadRoute, include_in_schema=False)


def document_info(request: Request, resource: Resource, dataset: Dataset, title: str) -> DocumentInfo:
    """What an encoder may state about the response as a whole."""
    base_url = answering.service(request).base_url
    return DocumentInfo(
        title=title,
        url=base_url + answering.target(request),
        base_url=base_url,
        dataset=dataset.title,
        version=dataset.version,
        released=dataset.released,
        licence=dataset.licence,
        columns=resource.columns,
    )


def chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces of text, joined to chunks worth sending."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def encode_list(request: Request, resource: Resource, format_: Format, query: Listing) -> Iterator[str]:
    """A whole list in a format, piece by piece. The connection is in use until the last one."""
    with answering.service(request).reading() as (connection, dataset):
        if faults := unknown(connection, query):
            raise InvalidParameter(faults)
        texts = chain.from_iterable(documents(connection, query, dataset))
        records = texts if format_.raw else map(json.loads, texts)
        info = document_info(request, resource, dataset, resource.name.capitalize())
        yield from format_.encode(records, info)


def headers(request: Request, resource: Resource, format_: Format, query: Any) -> dict[str, str]:
    """The headers of a list in a format."""
    file_name = format_.address(resource.name)
    return {
        "Content-Type": format_.media_type,
        **({"Content-Disposition": f'attachment; filename="{file_name}"'} if query.download else {}),
        **format_.headers(answering.service(request).base_url, resource.name),
    }


def publish_list(resource: Resource, format_: Format, address: str) -> None:
    """Add the address of a list in a format."""

    @asking(partial(whole, resource.query, format_.params))
    def file(request: Request, query: Any) -> Response:
        body = chunks(chain([format_.prefix(query)], encode_list(request, resource, format_, query)))
        first = next(body)  # an error before this point becomes a problem, as everywhere
        return StreamingResponse(chain([first], body), headers=headers(request, resource, format_, query))

    router.add_api_route(address, file, methods=["GET"])


def encode_records(format_: Format, records: Iterable[Any], info: DocumentInfo) -> Response:
    """A few records in a format."""
    return Response("".join(format_.encode(records, info)), headers={"Content-Type": format_.media_type})


def publish_record(resource: Resource, format_: Format) -> None:
    """Add the address of a record in a format."""

    def file(request: Request, id: str) -> Response:
        with answering.service(request).reading() as (connection, dataset):
            record = json.loads(document(connection, resource.table, id, resource.table.full))
        info = document_info(request, resource, dataset, record_title(record))
        return encode_records(format_, [record], info)

    router.add_api_route(format_.address(urls.collection(resource.name) + "/{id}"), file, methods=["GET"])


def publish_record_feed(resource: Resource, format_: Format) -> None:
    """Add the feed of a record: the record itself, and its changes."""

    def file(request: Request, id: str) -> Response:
        with answering.service(request).reading() as (connection, dataset):
            record = json.loads(document(connection, resource.table, id, resource.table.full))
            query = ChangeQuery(record=[f"{resource.name}/{id}"])
            changes = [json.loads(text) for texts in documents(connection, query, dataset) for text in texts]
        info = document_info(request, resource, dataset, record_title(record))
        return encode_records(format_, [record, *changes], info)

    router.add_api_route(urls.feed(f"{resource.name}/{{id}}", format_.suffix), file, methods=["GET"])


def publish(resource: Resource, format_: Format) -> None:
    """Add every address at which a resource is offered in a format."""
    if format_.lists:
        publish_list(resource, format_, format_.address(urls.collection(resource.name)))
    if format_.records:
        publish_record(resource, format_)
    if format_.feed:
        publish_list(resource, format_, urls.feed(resource.name, format_.suffix))
    if format_.feed and resource.record_feeds:
        publish_record_feed(resource, format_)


for resource in RESOURCES:
    for format_ in resource.formats:
        publish(resource, format_)
