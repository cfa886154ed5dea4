"""Files about the whole: what describes the tables, and where a program or language tool begins."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import addresses
from app.catalogue import COLLECTIONS, Collection
from app.formats import json, llms
from app.formats.tables import metadata, package
from app.routers import answering
from app.routers.forms import head
from app.routers.lookups import contents
from app.routers.reading import ReadRoute

NAME = "iran-pakistan-border-skirmishes-2024"
router = APIRouter(route_class=ReadRoute, include_in_schema=False)


def written(value: object, media_type: str) -> Response:
    """A document as a file."""
    return Response(json.dump(value), headers={"Content-Type": media_type})


@router.get(addresses.PACKAGE)
def data_package(request: Request) -> Response:
    """All tables, as a Data Package."""
    dataset = answering.service(request).current().dataset
    about = json.loads(dataset.document)
    tables = [(collection.name, collection.text, collection.columns) for collection in COLLECTIONS]
    said = head(request, COLLECTIONS[0], dataset, dataset.title)
    return written(package(NAME, about["description"], tables, said), json.MEDIA_TYPE)


def publish_metadata(collection: Collection) -> None:
    """Add what describes the columns of a collection's table."""

    def described(request: Request) -> Response:
        dataset = answering.service(request).current().dataset
        said = head(request, collection, dataset, collection.name.capitalize())
        return written(metadata(collection.name, collection.text, collection.columns, said), "application/csvm+json")

    router.add_api_route(addresses.table(collection.name), described, methods=["GET"])


@router.get(addresses.LLMS)
def for_language_tools(request: Request) -> Response:
    """What this is and where to begin, in plain text."""
    service = answering.service(request)
    about = json.loads(service.current().dataset.document)
    text = llms.encode(contents(), about, service.base_url)
    return Response(text, headers={"Content-Type": llms.MEDIA_TYPE})


for collection in COLLECTIONS:
    publish_metadata(collection)
