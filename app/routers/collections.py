"""Every resource's addresses, published from the catalogue: its list and its records."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from app import urls
from app.queries.engine.get import document
from app.resources import RESOURCES, Resource
from app.routers import answering
from app.routers.problems import declared
from app.web.params import ReadRoute

router = APIRouter(route_class=ReadRoute)


def publish_list(resource: Resource) -> None:
    """Add a resource's list."""

    def listed(request: Request, query: Annotated[resource.query, Query()]) -> Response:  # type: ignore[name-defined]
        return answering.listing(request, resource, query)

    router.add_api_route(
        urls.collection(resource.name),
        listed,
        methods=["GET"],
        operation_id=f"list_{resource.name}",
        summary=f"List {resource.name}",
        description=resource.description,
        response_model=resource.page,
        responses=declared("list"),
        tags=[resource.name],
    )


def publish_record(resource: Resource) -> None:
    """Add the address of one of its records."""

    def one(
        request: Request, id: Annotated[str, Path(description="Id of the record.", examples=[resource.example])]
    ) -> Response:
        held = request.scope.get("vouched") is not None  # then it must only exist
        column = resource.table.id if held else resource.table.full
        with answering.service(request).reading() as (connection, dataset):
            found = document(connection, resource.table, id, column)
        return answering.single(request, found, dataset)

    router.add_api_route(
        urls.collection(resource.name) + "/{id}",
        one,
        methods=["GET"],
        operation_id=f"get_{resource.kind}",
        summary=f"Get one {resource.kind}",
        description=(resource.full.__doc__ or "").strip(),
        response_model=resource.answer,
        responses=declared("record"),
        tags=[resource.name],
    )


for resource in RESOURCES:
    publish_list(resource)
    publish_record(resource)
