"""Every collection's addresses, published from the catalogue: its list and its records."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from app import addresses
from app.catalogue import COLLECTIONS, Collection
from app.queries.found import document
from app.routers import answering
from app.routers.problems import declared
from app.routers.reading import ReadRoute

router = APIRouter(route_class=ReadRoute)


def publish_list(collection: Collection) -> None:
    """Add a collection's list."""

    def listed(request: Request, query: Annotated[collection.query, Query()]) -> Response:  # type: ignore[name-defined]
        return answering.listing(request, collection, query)

    router.add_api_route(
        addresses.collection(collection.name),
        listed,
        methods=["GET"],
        operation_id=f"list_{collection.name}",
        summary=f"List {collection.name}",
        description=collection.text,
        response_model=collection.page,
        responses=declared("list"),
        tags=[collection.name],
    )


def publish_record(collection: Collection) -> None:
    """Add the address of one of its records."""

    def one(
        request: Request, id: Annotated[str, Path(description="Id of the record.", examples=[collection.example])]
    ) -> Response:
        held = request.scope.get("vouched") is not None  # then it must only exist
        column = collection.table.id if held else collection.table.full
        with answering.service(request).reading() as (connection, dataset):
            found = document(connection, collection.table, id, column)
        return answering.single(request, found, dataset)

    router.add_api_route(
        addresses.collection(collection.name) + "/{id}",
        one,
        methods=["GET"],
        operation_id=f"get_{collection.kind}",
        summary=f"Get one {collection.kind}",
        description=(collection.full.__doc__ or "").strip(),
        response_model=collection.answer,
        responses=declared("record"),
        tags=[collection.name],
    )


for collection in COLLECTIONS:
    publish_list(collection)
    publish_record(collection)
