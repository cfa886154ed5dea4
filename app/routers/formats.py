"""Lists, records and feeds in formats other than JSON, each at an address with a suffix."""

import json
from collections.abc import Generator, Iterable
from contextlib import closing, nullcontext
from itertools import chain
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from app import urls
from app.formats import markdown
from app.formats.feed_entries import record_title
from app.formats.format import DocumentInfo, Format
from app.formats.json_format import add_base_path
from app.models import Dataset, Event
from app.queries.changes import ChangeQuery
from app.queries.engine.get import get_document
from app.queries.engine.stream import file_query, stream_documents
from app.queries.listing import ListQuery
from app.resources import RESOURCES, Resource
from app.routers.downloads import download
from app.routers.responses import selected_columns
from app.schemas.events import EventFull
from app.schemas.lookups import Matrix
from app.vocabulary import RecordKind
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest
from app.web.responses import ChunkedResponse

CHUNK = 64 * 1024  # characters, about what is sent at a time
router = APIRouter(route_class=ApiRoute)
UNDOCUMENTED: dict[str, Any] = {"include_in_schema": False}  # the OpenAPI document names it with its list or record


def document_info(
    request: ApiRequest, resource: Resource, dataset: Dataset, title: str, query: ListQuery | None = None
) -> DocumentInfo:
    """What a format may state about the file as a whole. Raises InvalidParameter for columns that do not exist."""
    return DocumentInfo(
        title=title,
        url=request.url_of_target,
        base_url=request.store.base_url,
        dataset=dataset.title,
        version=dataset.version,
        released=dataset.released,
        licence=dataset.licence,
        columns=selected_columns(resource, query.fields) if query and query.fields else resource.columns,
        params=query,
    )


def chunks(pieces: Generator[str, None, None]) -> Generator[bytes, None, None]:
    """The pieces of a text joined into chunks of about CHUNK characters."""
    buffer, size = [], 0
    with closing(pieces):
        for piece in pieces:
            buffer.append(piece)
            size += len(piece)
            if size >= CHUNK:
                yield "".join(buffer).encode()
                buffer, size = [], 0
        yield "".join(buffer).encode()


def encode_list(
    request: ApiRequest, resource: Resource, file_format: Format, query: ListQuery
) -> Generator[str, None, None]:
    """The whole list in a format, piece by piece, all of it from one version of the dataset."""
    with request.store.reader() as reader:
        stored = chain.from_iterable(stream_documents(reader.page, query, reader.dataset))
        base_path = request.store.base_path if file_format.has_paths else ""
        texts = (add_base_path(text, base_path) for text in stored) if base_path else stored
        records = texts if file_format.raw else map(json.loads, texts)
        info = document_info(request, resource, reader.dataset, resource.name.capitalize(), query)
        yield from file_format.encode(records, info)


def list_headers(request: ApiRequest, resource: Resource, file_format: Format, query: Any) -> dict[str, str]:
    """The headers of a list in a format."""
    headers = {"Content-Type": file_format.media_type}
    if query.download:
        headers["Content-Disposition"] = f'attachment; filename="{file_format.address(resource.name)}"'
    return headers | dict(file_format.headers(request.store.base_url, resource.name, query))


def add_list(resource: Resource, file_format: Format, path: str, options: dict[str, Any]) -> None:
    """Declare a list in a format. `options` are those of its route."""
    model = file_query(resource.query, file_format.params)

    def get_list(request: ApiRequest, query: Annotated[model, Query()]) -> Response:  # type: ignore[valid-type]
        body = chunks(encode_list(request, resource, file_format, query))
        first = next(body)  # an error up to here becomes a problem, as everywhere
        return ChunkedResponse(first, body, list_headers(request, resource, file_format, query))

    router.add_api_route(path, get_list, methods=["GET"], **options)


def table_options(resource: Resource, file_format: Format) -> dict[str, Any]:
    """How the OpenAPI document describes a list as a table."""
    columns = ", ".join(f"`{column.name}`" for column in resource.columns)
    return {
        **download(
            f"get_{resource.name}_{file_format.suffix}",
            f"All {resource.name} as a table",
            file_format.media_type,
            f"A row for each record. Columns: {columns}.",
        ),
        "description": f"{resource.description} It takes the filters of `{urls.collection(resource.name)}`.",
    }


def feed_options(resource: Resource, file_format: Format) -> dict[str, Any]:
    """How the OpenAPI document describes the feed of a list."""
    return {
        **download(
            f"get_{resource.name}_feed_{file_format.suffix}",
            f"A feed of {resource.name}",
            file_format.media_type,
            "A feed to subscribe to.",
        ),
        "description": f"{resource.description} It takes the filters of `{urls.collection(resource.name)}`.",
    }


def encode_records(file_format: Format, records: Iterable[Any], info: DocumentInfo) -> Response:
    """A few records in a format."""
    return Response("".join(file_format.encode(records, info)), headers={"Content-Type": file_format.media_type})


def add_record(resource: Resource, file_format: Format) -> None:
    """Declare a record in a format."""

    def get_record(request: ApiRequest, id: str) -> Response:
        with request.store.snapshot() as snapshot:
            record = json.loads(get_document(snapshot.connection, resource.table, id, resource.table.full))
        info = document_info(request, resource, snapshot.dataset, record_title(record))
        return encode_records(file_format, [record], info)

    path = file_format.address(urls.collection(resource.name) + "/{id}")
    router.add_api_route(path, get_record, methods=["GET"], **UNDOCUMENTED)


def add_record_feed(resource: Resource, file_format: Format) -> None:
    """Declare the feed of a record: the record itself, and its changes."""

    def get_feed(request: ApiRequest, id: str) -> Response:
        with request.store.snapshot() as snapshot:
            record = json.loads(get_document(snapshot.connection, resource.table, id, resource.table.full))
            query = ChangeQuery(record=[f"{resource.name}/{id}"])
            pages = stream_documents(lambda: nullcontext(snapshot.connection), query, snapshot.dataset)
            texts = chain.from_iterable(pages)
            changes = [json.loads(text) for text in texts]
        info = document_info(request, resource, snapshot.dataset, record_title(record))
        return encode_records(file_format, [record, *changes], info)

    path = urls.feed(f"{resource.name}/{{id}}", file_format.suffix)
    router.add_api_route(path, get_feed, methods=["GET"], **UNDOCUMENTED)


def add_matrix(resource: Resource) -> None:
    """Declare the matrix of an event or strike, whose ids are the same, in Markdown."""

    def get_matrix(request: ApiRequest, id: str) -> Response:
        with request.store.snapshot() as snapshot:
            record = json.loads(get_document(snapshot.connection, resource.table, id, resource.table.full))
            event = get_document(snapshot.connection, Event, id, Event.full)
        questions = Matrix.from_claims(EventFull.model_validate_json(event).claims).model_dump(mode="json")["questions"]
        info = document_info(request, resource, snapshot.dataset, record_title(record))
        body = markdown.matrix({**record, "claims": json.loads(event)["claims"]}, questions, info)
        return Response(body, headers={"Content-Type": markdown.MARKDOWN.media_type})

    path = markdown.MARKDOWN.address(urls.matrix(resource.kind, "{id}"))
    router.add_api_route(path, get_matrix, methods=["GET"], **UNDOCUMENTED)


def add_format(resource: Resource, file_format: Format) -> None:
    """Declare every address at which a resource is offered in a format."""
    if file_format.lists:
        options = table_options(resource, file_format) if file_format.tabular else UNDOCUMENTED
        add_list(resource, file_format, file_format.address(urls.collection(resource.name)), options)
    if file_format.records:
        add_record(resource, file_format)
    if file_format.feed:
        path = urls.feed(resource.name, file_format.suffix)
        add_list(resource, file_format, path, feed_options(resource, file_format))
    if file_format.feed and resource.record_feeds:
        add_record_feed(resource, file_format)


for resource in RESOURCES:
    for file_format in resource.formats:
        add_format(resource, file_format)
    if resource.kind in (RecordKind.EVENT, RecordKind.STRIKE):
        add_matrix(resource)
