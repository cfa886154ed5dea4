"""The list and the records of every resource, declared from app/resources.py."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from app import urls
from app.queries.engine.get import get_document
from app.queries.parameters import MAX_LENGTH
from app.resources import RESOURCES, Resource
from app.routers.problems import problem_responses
from app.routers.responses import data_response, list_response, selected_fields
from app.vocabulary import RecordKind
from app.web.dispatch import ApiRoute
from app.web.requests import ApiRequest

router = APIRouter(route_class=ApiRoute)


def add_list(resource: Resource) -> None:
    """Declare the list of a resource."""
    brief_fields = resource.brief.model_fields.keys()

    def list_records(request: ApiRequest, query: Annotated[resource.query, Query()]) -> Response:  # type: ignore[name-defined]
        fields = selected_fields(resource, query.fields) if query.fields else []
        if fields and not brief_fields >= set(fields):
            query = query.model_copy(update={"detail": "full"})
        return list_response(request, query, fields)

    router.add_api_route(
        urls.collection(resource.name),
        list_records,
        methods=["GET"],
        operation_id=f"list_{resource.name}",
        summary=f"List {resource.name}",
        description=resource.description,
        response_model=resource.page,
        responses=problem_responses("list"),
        tags=[resource.name],
    )


def add_record(resource: Resource) -> None:
    """Declare the address of a record."""
    table = resource.table

    def get_record(
        request: ApiRequest,
        id: Annotated[str, Path(description="Id of the record.", examples=[resource.example], max_length=MAX_LENGTH)],
    ) -> Response:
        column = table.full if request.held_cache_control is None else table.id  # for a 304 it must only exist
        with request.store.snapshot() as snapshot:
            text = get_document(snapshot.connection, table, id, column)
        return data_response(request, text, snapshot.envelope, page_links(request, resource.kind, id))

    router.add_api_route(
        urls.collection(resource.name) + "/{id}",
        get_record,
        methods=["GET"],
        operation_id=f"get_{resource.kind}",
        summary=f"Get one {resource.kind}",
        description=(resource.full.__doc__ or "").strip(),
        response_model=resource.answer,
        responses=problem_responses("record"),
        tags=[resource.name],
    )


def page_links(request: ApiRequest, kind: RecordKind, id: str) -> dict[str, str]:
    """The header that leads to the page of a record and, if it has an embed, to oEmbed."""
    base_url, path = request.store.base_url, urls.page(kind, id)
    links = [f'<{base_url}{path}>; rel="alternate"; type="text/html"']
    if kind in urls.EMBEDDED:
        links += [
            f'<{urls.oembed(base_url, path, name)}>; rel="alternate"; type="{media_type}"'
            for name, media_type in urls.OEMBED_FORMATS.items()
        ]
    return {"Link": ", ".join(links)}


for resource in RESOURCES:
    add_list(resource)
    add_record(resource)
