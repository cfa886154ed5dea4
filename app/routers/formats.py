"""Forms: the other formats of lists and records, each at the bare address and a suffix."""

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
from app.routers import answering
from app.web.params import ReadRoute, asking

CHUNK = 64 * 1024  # characters, about what is sent at once
router = APIRouter(route_class=ReadRoute, include_in_schema=False)


def head(request: Request, resource: Resource, dataset: Dataset, title: str) -> Head:
    """What an encoding may say of the whole."""
    base_url = answering.service(request).base_url
    return Head(
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
    """Pieces of text, put together to what is worth sending."""
    waiting, size = [], 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    yield "".join(waiting).encode()


def written(request: Request, resource: Resource, form: Format, query: Listing) -> Iterator[str]:
    """The whole of a list in a form, piece by piece. The connection is kept until the last."""
    asked = query.model_copy(update={"detail": form.detail}) if form.detail else query
    with answering.service(request).reading() as (connection, dataset):
        if faults := unknown(connection, asked):
            raise InvalidParameter(faults)
        found = chain.from_iterable(documents(connection, asked, dataset))
        read = found if form.raw else map(json.loads, found)
        yield from form.encode(read, head(request, resource, dataset, resource.name.capitalize()))


def headers(request: Request, resource: Resource, form: Format, query: Any) -> dict[str, str]:
    """What a file is, by what name it is saved, and where its columns are described."""
    given = {"Content-Type": form.media_type}
    if query.download:
        given["Content-Disposition"] = f'attachment; filename="{form.address(resource.name)}"'
    if form is CSV:
        described = answering.service(request).base_url + urls.table(resource.name)
        given["Link"] = f'<{described}>; rel="describedby"; type="application/csvm+json"'
    return given


def publish_list(resource: Resource, form: Format, address: str) -> None:
    """Add the address of a list in a form."""
    asked = Spread if form is CSV else Lines if form.detail is None else Whole

    @asking(partial(whole, resource.query, asked))
    def file(request: Request, query: Any) -> Response:
        pieces = written(request, resource, form, query)
        marked = chain([MARK], pieces) if getattr(query, "excel", False) else pieces
        body = chunks(marked)
        first = next(body)  # what goes wrong before it is a problem like others
        return StreamingResponse(chain([first], body), headers=headers(request, resource, form, query))

    router.add_api_route(address, file, methods=["GET"])


def publish_record(resource: Resource, form: Format) -> None:
    """Add the address of a record in a form."""

    def file(request: Request, id: str) -> Response:
        with answering.service(request).reading() as (connection, dataset):
            found = json.loads(document(connection, resource.table, id, resource.table.full))
        title = found.get("title") or found.get("name") or found.get("statement") or id
        pieces = form.encode([found], head(request, resource, dataset, title))
        return Response("".join(pieces), headers={"Content-Type": form.media_type})

    router.add_api_route(form.address(urls.collection(resource.name) + "/{id}"), file, methods=["GET"])


def publish_feed(resource: Resource, form: Format) -> None:
    """Add the feed of a record: itself, and what was changed in it."""

    def file(request: Request, id: str) -> Response:
        with answering.service(request).reading() as (connection, dataset):
            found = document(connection, resource.table, id, resource.table.full)
            asked = ChangeQuery(record=[f"{resource.name}/{id}"])
            changed = chain.from_iterable(documents(connection, asked, dataset))
            read = [json.loads(text) for text in chain([found], changed)]
        pieces = form.encode(read, head(request, resource, dataset, read[0]["title"]))
        return Response("".join(pieces), headers={"Content-Type": form.media_type})

    router.add_api_route(urls.feed(f"{resource.name}/{{id}}", form.suffix), file, methods=["GET"])


for resource in RESOURCES:
    if resource.name in urls.FEEDS:
        for form in (ATOM, JSON_FEED):
            publish_list(resource, form, urls.feed(resource.name, form.suffix))
            if resource.table is Event:
                publish_feed(resource, form)
    for form in resource.formats:
        if form.lists:
            publish_list(resource, form, form.address(urls.collection(resource.name)))
        if form.records:
            publish_record(resource, form)
